"""FHIR R4: a Questionnaire read as an instrument or a wording, and an instrument and its answers written as FHIR."""

# The two extensions that say what an answer gives, wherever they stand.
ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
ITEM_WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
ENABLED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
# What our own instruments are called.
ADDRESS = "urn:helhet:instrument:"
