"""Every template must load, and none may hold what the content security policy or our own rules forbid."""

import os
import re
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError
from django.template.loader import get_template

SOURCE = Path(__file__).resolve().parents[1] / "src" / "helhet"

FORBIDDEN = {
    r"<style|\sstyle\s*=": "inline style: the policy stops it; write a class",
    r"<script(?![^>]*\ssrc=)": "inline script: the policy stops it",
    r"\son[a-z]+\s*=": "inline event handler: the policy stops it",
    r"\shx-on": "hx-on is evaluated as code: the policy stops it",
    r"javascript:": "javascript: address",
    r"\|\s*safe\b|autoescape off": "unescaped output: build the HTML with format_html",
    r"(src|href)\s*=\s*[\"']?(https?:)?//[^\"']*\.(js|css|woff2?)": "a file from another site",
    r"<img(?![^>]*\salt=)": "a picture without alt",
}
FORM = re.compile(r"<form\b[^>]*method\s*=\s*[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)


def templates() -> dict[str, Path]:
    return {str(path.relative_to(root)): path for root in SOURCE.glob("*/templates") for path in root.rglob("*.html")}


def problems(name: str, path: Path) -> list[str]:
    text = path.read_text()
    found = [message for pattern, message in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)]
    if any("csrf_token" not in form for form in FORM.findall(text)):
        found.append("a form that posts without {% csrf_token %}")
    try:
        get_template(name)
    except TemplateSyntaxError as error:
        found.append(str(error))
    return [f"{path.relative_to(SOURCE)}: {message}" for message in found]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings")
    django.setup()
    found = [line for name, path in templates().items() for line in problems(name, path)]
    print(*found, sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
