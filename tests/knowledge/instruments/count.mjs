// Counts answers with HL7's own FHIRPath, knowing nothing of Helhet: reads [{questionnaire, responses}] and writes, for
// each response, what every calculated item of the Questionnaire comes to (null when it comes to nothing).
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.argv[2]);
const fhirpath = require("fhirpath");
const r4 = require("fhirpath/fhir-context/r4");
const CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";

const expressionOf = (item) => item.extension?.find((one) => one.url === CALCULATED)?.valueExpression.expression;

const counted = ({ questionnaire, responses }) => {
  const scores = questionnaire.item
    .map((item) => [item.linkId, expressionOf(item)])
    .filter(([, expression]) => expression)
    .map(([link, expression]) => [link, fhirpath.compile(expression, r4)]);
  return responses.map((resource) =>
    Object.fromEntries(scores.map(([link, count]) => [link, count(resource, { resource, questionnaire })[0] ?? null])),
  );
};

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(counted)));
