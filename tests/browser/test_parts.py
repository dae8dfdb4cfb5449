"""The reusable parts, all on one page that only the tests have."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from playwright.sync_api import expect

PAGE = """
{% extends "ui/base.html" %}
{% block title %}Delar{% endblock %}
{% block main %}
<h1 class="ds-heading" data-size="lg">Delar</h1>
{% for kind in kinds %}
{% alert kind title="Att tänka på" %}<p>Text <a class="ds-link" href="/">länk</a></p>{% endalert %}
{% endfor %}
<h2 class="ds-heading" data-size="md">Steg</h2>
{% step "Ring socialtjänsten" number=1 %}
<p>I dag. {% tag "warning" %}Bråttom{% endtag %} {% tag %}Neutral{% endtag %}</p>
{% why %}<p>Så står det i överenskommelsen.</p>{% endwhy %}{% endstep %}
{% scrolltable "Vem gör vad" %}
<thead><tr>{% for n in columns %}<th scope="col">Kolumnrubrik {{ n }}</th>{% endfor %}</tr></thead>
<tbody><tr>{% for n in columns %}<td>Innehåll</td>{% endfor %}</tr></tbody>
{% endscrolltable %}
<form method="post">{% csrf_token %}
<div class="ds-field"><label class="ds-label" for="text">Vad har hänt?</label>
<textarea class="ds-input" id="text" name="text">{{ text }}</textarea></div>
{% buttons "Skicka eller ångra" %}<button class="ds-button" data-variant="primary">Skicka</button>
<a class="ds-button" data-variant="secondary" href="/">Avbryt</a>{% endbuttons %}
</form>
{% endblock %}
"""


def parts(request):
    context = {
        "kinds": ["info", "success", "warning", "danger"],
        "columns": range(9),
        "text": request.POST.get("text", ""),
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("", parts, name="start")]


@pytest.fixture(autouse=True)
def only_the_parts(settings):
    settings.ROOT_URLCONF = __name__


def test_parts_fit_and_can_be_read(any_page, fits):
    any_page.goto("/")
    assert fits(any_page)
    expect(any_page.get_by_text("Så står det i överenskommelsen.")).to_be_hidden()
    any_page.get_by_text("Varför?").click()
    expect(any_page.get_by_text("Så står det i överenskommelsen.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_parts_are_accessible(new_page, axe, width):
    page = new_page(width)
    page.goto("/")
    page.get_by_text("Varför?").click()
    assert axe(page) == []


def test_targets_are_big_enough(new_page):
    page = new_page(320)
    page.goto("/")
    for target in page.locator("main button, main a.ds-button, main summary, main textarea").all():
        assert target.bounding_box()["height"] >= 44


def test_form_can_be_sent_with_our_referrer_policy(any_page):
    any_page.goto("/")
    any_page.get_by_label("Vad har hänt?").fill("Hon kom tillbaka.")
    any_page.get_by_role("button", name="Skicka").click()
    expect(any_page.get_by_label("Vad har hänt?")).to_have_value("Hon kom tillbaka.")


def test_folded_answers_are_on_paper(page):
    page.goto("/")
    page.emulate_media(media="print")
    assert page.get_by_text("Så står det i överenskommelsen.").bounding_box()["height"] > 0
