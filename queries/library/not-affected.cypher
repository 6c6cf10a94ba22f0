// ---
// topic: contrast
// title: {fr: "Qui n'a pas été touché, et qui le dit", en: "Who was not hit, and who says so"}
// description:
//   fr: Les acteurs qu'une source met hors de cause dans un incident (données ou service).
//   en: Parties that a source clears in an incident (data or service).
// columns:
//   incident: {fr: incident, en: incident}
//   party: {fr: acteur, en: party}
//   effect: {fr: effet, en: effect}
//   by: {fr: selon, en: by}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[a:AFFECTED]->(p)
WITH i, p, a, coalesce(a.each_status, [a.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH i, p, a, statuses[k] AS status, CASE WHEN a.each_status IS NULL THEN a.outcome ELSE a.each_outcome[k] END AS outcome,
     CASE WHEN a.each_status IS NULL THEN coalesce(a.by, []) ELSE [b IN split(a.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN a.each_status IS NULL THEN a.evidence ELSE split(a.each_evidence[k], ' ') END AS evidence
WHERE outcome = 'not_affected' AND status <> 'retracted'
RETURN i.id AS incident, p.id AS party, a.effect AS effect, by, status, evidence
ORDER BY incident, party, effect, by, status, evidence
