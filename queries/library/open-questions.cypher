// ---
// topic: gaps
// title: {fr: Ce qui reste ouvert, en: What stays open}
// description:
//   fr: Les questions que les sources laissent ouvertes, incident par incident.
//   en: The questions that the sources leave open, incident by incident.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:weda-2025-11", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   question_fr: {fr: question (fr), en: question (fr)}
//   question_en: {fr: question (en), en: question (en)}
// ---
MATCH (i:Incident)
WHERE ($incident IS NULL OR i.id = $incident) AND (i.open_en IS NOT NULL OR i.open_fr IS NOT NULL)
RETURN i.id AS incident, coalesce(i.open_fr, i.open_en) AS question_fr, coalesce(i.open_en, i.open_fr) AS question_en
ORDER BY incident
