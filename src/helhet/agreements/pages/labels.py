"""The schema's fixed values in Swedish."""

STATUS = {"draft": "utkast", "in_force": "i kraft", "ended": "avslutat"}
PACK_KIND = {
    "agreement": "Överenskommelse",
    "instructions": "Anvisningar",
    "addendum": "Tillägg",
    "local": "Lokal överenskommelse",
    "action_plan": "Handlingsplan",
    "policy": "Policy",
}
STANDING = {"inferred": "Följer av texten", "unclear": "Kan läsas på flera sätt"}
ROLE = {
    "party": "part",
    "host": "värd",
    "sub_agreement": "följer med genom eget avtal",
    "authority": "myndighet som deltar",
    "wrote": "har skrivit",
    "recommended": "har rekommenderat",
    "decided": "har beslutat",
    "owns": "äger",
    "revises": "ser över",
    "listed": "nämns",
}
DECISION = {
    "decided": "Beslut",
    "recommended": "Rekommendation",
    "answer_by": "Sista dag att svara",
    "condition": "Villkor",
    "revision": "Översyn",
    "renegotiation": "Omförhandling",
}
PARTY = {
    "region": "Regionen",
    "municipality": "Kommunen",
    "both": "Regionen och kommunen",
    "regional_group": "Det regionala samrådet",
    "local_group": "De lokala samråden",
}
SHARING = {
    "each_own": "var och en gör sin del",
    "persons_choice": "personen väljer",
    "joint": "gör det tillsammans",
    "in_sip": "delas upp i en SIP",
    "lead": "en av dem leder",
}
NOTE = {
    "background": "Bakgrund",
    "purpose": "Syfte",
    "principle": "Princip",
    "method": "Metod",
    "development_need": "Behöver utvecklas",
    "actor": "Deltar",
    "cooperation": "Samarbete",
    "prevention_level": "Nivå av förebyggande",
    "work_process": "Arbetssätt",
    "information_duty": "Ska spridas",
    "knowledge_source": "Källa till kunskap",
    "phase": "Steg i arbetet",
    "digital": "Digital väg in",
    "equality": "Jämlik vård",
    "link": "Länk",
    "quality": "Uppföljning",
}
BESIDE = {
    "sharings": "Delat ansvar",
    "tables": "Väg",
    "route_rows": "Väg",
    "courses": "Förlopp",
    "states": "Förlopp",
    "criteria_sets": "Gräns",
    "lists": "Lista",
    "structures": "Grupp",
    "ladder": "Avvikelsetrappan",
    "claims": "Vilka det gäller",
    "not_covered": "Lämnas öppet",
    "references": "Hänvisar",
}
LEVEL = {
    "political": "Politiskt",
    "county": "Hela länet",
    "regional": "Regionalt",
    "local": "Lokalt",
    "working": "Arbetsgrupp",
    "reference": "Referensgrupp",
    "unit": "I verksamheten",
}
TREATMENT = {
    "psychosocial": "Psykosocial behandling",
    "psychological": "Psykologisk behandling",
    "medicine": "Läkemedel",
    "harm_reduction": "Skydd mot skador",
    "tapering": "Nedtrappning",
    "family": "Stöd till familjen",
}
POLICY = {
    "unique": "Högst en av raderna gäller.",
    "first": "Läs uppifrån: den första raden som stämmer gäller.",
    "collect": "Alla rader som stämmer gäller.",
}
PER = {"person": "Läses en gång för personen.", "substance": "Läses en gång för varje substans."}
FORM = {"written": "skriftligt", "oral": "muntligt", "digital": "digitalt"}
CHOOSES = {"person": "personen väljer", "staff": "personalen väljer", "both": "ni väljer tillsammans"}
CAUSE = {
    "county": "Felet finns i dokumentet.",
    "machine": "Felet kommer troligen av att dokumentet har lästs in maskinellt. Det är inte länets.",
    "unclear": "Vi vet inte om felet finns i dokumentet eller kommer av inläsningen.",
}
FINDING = {
    "gap": "Lucka",
    "overlap": "Två håller i det",
    "silence": "Sägs inte",
    "conflict": "Säger emot",
    "reading": "Vår läsning",
    "unreachable": "Kan aldrig gälla",
    "dead_end": "Återvändsgränd",
    "loop": "Går i cirkel",
    "fault": "Fel i texten",
    "unsure": "Kanske felläst av maskin",
}
FINDING_MEANS = {
    "gap": "ingen svarar för behovet",
    "overlap": "två svarar för behovet utan att avtalet säger hur det delas",
    "silence": "avtalet säger inget, till exempel om tid",
    "conflict": "två ställen, eller avtalet och lagen, säger olika",
    "reading": "svaret bygger på en slutsats som vi har dragit",
    "unreachable": "en rad som aldrig kan gälla",
    "dead_end": "en väg som tar slut utan att någon tar emot",
    "loop": "en väg som går i cirkel",
    "fault": "en hänvisning, en dag, en lista eller ett namn är fel",
    "unsure": "texten kan ha blivit fel när den lästes in, och räknas aldrig som länets fel",
}
LAYER = {
    "needs": "Vem som svarar",
    "routes": "Vägen",
    "handovers": "Överlämningen",
    "courses": "Förloppet",
    "law": "Mot lagen",
    "text": "Texten",
}
SEVERITY = {"error": "Måste lösas", "warning": "Bör lösas", "info": "Att känna till"}
SEVERITY_COLOUR = {"error": "danger", "warning": "warning", "info": "info"}
