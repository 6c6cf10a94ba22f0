// ---
// topic: data
// title: {fr: "Les incidents où une catégorie de données a été, ou a pu être, divulguée", en: "Incidents in which a kind of data got out, or may have"}
// description:
//   fr: Où une catégorie de données (numéro de sécurité sociale, ordonnances…) a été exposée ou a pu l'être, et de qui.
//   en: Where a kind of data (social security number, prescriptions…) was exposed or may have been, and whose.
// parameters:
//   - {name: category, type: node, labels: [DataCategory], meaning: {fr: la catégorie, en: the category}, example: "data:national-insurance-number"}
// columns:
//   incident: {fr: incident, en: incident}
//   outcome: {fr: état, en: outcome}
//   of: {fr: de qui, en: whose}
//   people_of: {fr: personnes de, en: people of}
//   conflict: {fr: contredit, en: conflict}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory {id: $category})
WITH i, e, coalesce(e.each_status, [e.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH i, e, statuses[k] AS status, CASE WHEN e.each_status IS NULL THEN e.outcome ELSE e.each_outcome[k] END AS outcome,
     CASE WHEN e.each_status IS NULL THEN coalesce(e.by, []) ELSE [b IN split(e.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN e.each_status IS NULL THEN e.evidence ELSE split(e.each_evidence[k], ' ') END AS evidence
WHERE outcome <> 'not_exposed' AND status <> 'retracted'
RETURN i.id AS incident, outcome, e.of AS of, e.at AS people_of, coalesce(e.conflict, false) AS conflict, status, by, evidence
ORDER BY incident, of, people_of, outcome, status, by, evidence
