// ---
// topic: data
// title: {fr: Les données exposées par incident, en: Data exposed per incident}
// description:
//   fr: Pour chaque incident, les catégories de données exposées, dites possibles ou dites non exposées, de qui ; une ligne par avis, avec son propre statut et qui le donne.
//   en: For each incident, the data categories exposed, possibly exposed or said not to be, whose; a row for each reading, with its own status and speaker.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:amca-2018-2019", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   category: {fr: catégorie, en: category}
//   outcome: {fr: état, en: outcome}
//   of: {fr: de qui, en: whose}
//   people_of: {fr: personnes de, en: people of}
//   special: {fr: "sensible (art. 9)", en: "special (art. 9)"}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory)
WHERE $incident IS NULL OR i.id = $incident
WITH i, d, e, coalesce(e.each_status, [e.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH i, d, e, statuses[k] AS status, CASE WHEN e.each_status IS NULL THEN e.outcome ELSE e.each_outcome[k] END AS outcome,
     CASE WHEN e.each_status IS NULL THEN coalesce(e.by, []) ELSE [b IN split(e.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN e.each_status IS NULL THEN e.evidence ELSE split(e.each_evidence[k], ' ') END AS evidence
WHERE status <> 'retracted'
RETURN i.id AS incident, d.id AS category, outcome, e.of AS of, e.at AS people_of, coalesce(d.special, false) AS special, status, by, evidence
ORDER BY incident, people_of, of, category, outcome, status, by, evidence
