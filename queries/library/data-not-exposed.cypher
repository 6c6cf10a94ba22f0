// ---
// topic: contrast
// title: {fr: Les données dites non exposées, en: Data said not to be exposed}
// description:
//   fr: Les catégories de données qu'une source dit non exposées, et de qui ; ce que personne ne dit n'y figure pas.
//   en: Data categories that a source says were not exposed, and of whom; what nobody says is not there.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:cegedim-mlm-2025", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   category: {fr: catégorie, en: category}
//   of: {fr: de qui, en: whose}
//   people_of: {fr: personnes de, en: people of}
//   by: {fr: selon, en: by}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory)
WHERE $incident IS NULL OR i.id = $incident
WITH i, d, e, coalesce(e.each_status, [e.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH i, d, e, statuses[k] AS status, CASE WHEN e.each_status IS NULL THEN e.outcome ELSE e.each_outcome[k] END AS outcome,
     CASE WHEN e.each_status IS NULL THEN coalesce(e.by, []) ELSE [b IN split(e.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN e.each_status IS NULL THEN e.evidence ELSE split(e.each_evidence[k], ' ') END AS evidence
WHERE outcome = 'not_exposed' AND status <> 'retracted'
RETURN i.id AS incident, d.id AS category, e.of AS of, e.at AS people_of, by, status, evidence
ORDER BY incident, of, people_of, category, by, status, evidence
