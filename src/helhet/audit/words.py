"""What an event was, in everyday Swedish: for those who review the log, and for the person whose data it was.

Every act that is recorded anywhere has words here; a test reads the code and holds it to that.
"""

# The act → (as those who review the log read it, as the person reads it; empty when it is not the person's).
ACTS: dict[str, tuple[str, str]] = {
    "access.relation": ("Enheten fick en pågående kontakt med personen", "Fick kontakt med dig"),
    "access.reason": ("Öppnade personen av ett angivet skäl", "Öppnade dina uppgifter av ett angivet skäl"),
    "access.emergency": ("Öppnade personen i nödläge", "Öppnade dina uppgifter i nödläge"),
    "access.ended": ("Enhetens kontakt med personen avslutades", "Avslutade kontakten med dig"),
    "access.reviewed": ("Granskade en nödöppning", "Granskade att någon öppnat dina uppgifter i nödläge"),
    "absence.*": ("Ändrade någons frånvaro", ""),
    "access.*": ("Ändrade vem som får läsa", "Ändrade vem som får läsa om dig"),
    "alarm.*": ("Fick ett larm om ett försenat steg", ""),
    "block.set": ("Satte en spärr åt personen", "Satte en spärr åt dig"),
    "block.lifted": ("Tog bort en spärr åt personen", "Tog bort en spärr åt dig"),
    "case.opened": ("Öppnade ett ärende med tider i lag", "Öppnade ett ärende om dig"),
    "case.read": ("Läste ett ärende", "Läste ett ärende om dig"),
    "case.recorded": ("Skrev in något i ett ärende", "Skrev in något i ett ärende om dig"),
    "case.corrected": ("Rättade något i ett ärende", "Rättade något i ett ärende om dig"),
    "case.*": ("Arbetade med ett ärende", "Arbetade med ett ärende om dig"),
    "concealment.decided": ("Beslutade att ett utlämnande inte visas för personen", ""),
    "concealment.ended": ("Beslutade att ett utlämnande visas för personen igen", ""),
    "consent.given": ("Skrev ner ett samtycke", "Skrev ner att du sa ja till något"),
    "consent.withdrawn": ("Skrev ner att ett samtycke togs tillbaka", "Skrev ner att du tog tillbaka ett ja"),
    "copy.arrived": ("Tog emot en kopia", "Tog emot en kopia om dig"),
    "copy.assigned": ("Sade vem en kopia gäller", "Sade att en kopia gäller dig"),
    "copy.corrected": ("Rättade vem en kopia gäller", "Rättade att en kopia hade kopplats till fel person"),
    "copy.withheld": ("Bekräftade att en återkallad kopia inte längre läses", "Slutade läsa en kopia som skickats fel"),
    "course.*": ("Skrev i personens kontakt", "Skrev i din kontakt"),
    "demo.*": ("Gjorde påhittade uppgifter för en demonstration", ""),
    "deviation.*": ("Skrev en avvikelse", ""),
    "disclosure.sent": ("Lämnade ut uppgifter", "Lämnade ut uppgifter om dig"),
    "disclosure.recalled": ("Återkallade ett utlämnande till fel mottagare", "Återkallade uppgifter som skickats fel"),
    "disclosure.listed": ("Såg vad som delats om personen", "Såg vad som har delats om dig"),
    "disclosure.printed": ("Tog fram listan över vad som delats", "Tog fram en lista åt dig över vad som delats"),
    "document.read": ("Läste ett dokument", "Läste ett dokument om dig"),
    "document.listed": ("Såg listan över dokument", "Såg listan över dokument om dig"),
    "document.taken_in": ("Lade in ett dokument", "Lade in ett dokument om dig"),
    "document.made": ("Gjorde ett dokument", "Gjorde ett dokument om dig"),
    "document.corrected": ("Rättade ett dokument", "Rättade ett dokument om dig"),
    "document.*": ("Arbetade med ett dokument", "Arbetade med ett dokument om dig"),
    "duty.*": ("Ändrade vem som har jour", ""),
    "extract.*": ("Tog fram personens loggutdrag", "Tog fram ditt loggutdrag"),
    "handoff.*": ("Arbetade med en överlämning", "Arbetade med en överlämning om dig"),
    "incident.*": ("Skrev om en personuppgiftsincident", "Skrev om något som gått fel med dina uppgifter"),
    "incident.opened": ("Skrev en personuppgiftsincident", "Skrev att något gått fel med dina uppgifter"),
    "incident.reported": ("Skrev att incidenten är anmäld", "Skrev att det är anmält"),
    "incident.no_report": ("Skrev varför incidenten inte anmäls", "Skrev varför det inte anmäls"),
    "incident.person_told": ("Skrev att personen har fått veta om incidenten", "Skrev att du har fått veta"),
    "incident.closed": ("Avslutade incidenten", "Avslutade det"),
    "log.read": ("Läste i loggen", ""),
    "log.reviewed": ("Granskade en händelse i loggen", ""),
    "news.read": ("Läste ett besked", "Läste ett besked om dig"),
    "notice.*": ("Fick ett besked utan innehåll om en kopia", ""),
    "page.refused": ("Försökte öppna något och fick nej", "Försökte öppna dina uppgifter och fick nej"),
    "people.listed": ("Såg en lista över personer, som arbetslistan", ""),
    "people.searched": ("Sökte efter en person", ""),
    "people.*": ("Arbetade med listan över personer", ""),
    "person.added": ("Lade in personen", "Lade in dig"),
    "person.opened": ("Öppnade personens uppgifter", "Öppnade dina uppgifter"),
    "person.changed": ("Ändrade personens uppgifter", "Ändrade dina uppgifter"),
    "person.numbered": ("Skrev in ett nummer", "Skrev in ett nummer"),
    "person.merged": ("Slog ihop två personer som är en", "Slog ihop dina uppgifter, som stod på två ställen"),
    "person.unmerged": ("Tog isär två personer", "Tog isär dina uppgifter från någon annans"),
    "person.*": ("Arbetade med personens uppgifter", "Arbetade med dina uppgifter"),
    "joined.*": ("Arbetade med en gemensam plan som enheten kallats till", "Arbetade med den gemensamma planen om dig"),
    "plan.published": ("Publicerade en gemensam plan", "Publicerade din plan"),
    "plan.sent": ("Skickade en gemensam plan", "Skickade din plan till någon som du vill ha med"),
    "plan.*": ("Arbetade med en gemensam plan", "Arbetade med din plan"),
    "received.corrected": (
        "Rättade vem en överlämning gäller",
        "Rättade att en överlämning hade kopplats till fel person",
    ),
    "received.read": ("Läste en överlämning som kommit", "Läste en överlämning om dig"),
    "retention.*": ("Gallrade eller sparade enligt lag", "Gallrade eller sparade enligt lag"),
    "screening.saved": ("Skrev in en screening", "Skrev in dina svar på ett frågeformulär"),
    "screening.corrected": ("Rättade en screening", "Rättade dina svar på ett frågeformulär"),
    "screening.read": ("Läste en screening", "Läste dina svar på ett frågeformulär"),
    "screening.listed": ("Såg listan över screening", "Såg listan över frågeformulär du har svarat på"),
    "screening.lent": ("Lämnade skärmen till personen för att svara", "Lämnade skärmen till dig för att svara"),
    "sent.read": ("Läste en överlämning som skickats", "Läste en överlämning om dig"),
    "service.missing": ("Skrev att länet saknar en insats", ""),
    "session.*": ("Loggade in eller ut", ""),
    "staff.*": ("Ändrade personal eller inloggning", ""),
    "step.*": ("Arbetade med ett steg", "Arbetade med ett steg i din kontakt"),
    "task.*": ("Gjorde något på arbetslistan", "Gjorde något på arbetslistan som gällde dig"),
    "unit.*": ("Ändrade en enhet", ""),
}


def words(act: str) -> tuple[str, str]:
    """What an act was, for the reviewer and for the person. Raises KeyError when nobody has given it words."""
    return ACTS[act] if act in ACTS else ACTS[f"{act.split('.')[0]}.*"]


def to_person(act: str) -> str:
    """What an act was, as the person reads it; empty when it is not the person's, or nobody knows any more."""
    try:
        return words(act)[1]
    except KeyError:
        return ""


def said(act: str) -> str:
    """What an act was, for those who review the log; an old act that the code no longer knows, as it was written."""
    try:
        return words(act)[0]
    except KeyError:
        return act
