// ---
// topic: incidents
// title: {fr: Les interruptions de service, en: Outages}
// description:
//   fr: Qui a perdu, ou a pu perdre, l'usage d'un service, dans quel incident, et quand il a été rétabli ; souvent sans que ses données aient été touchées. Qui y échappe, selon une source, est dans « not-affected ».
//   en: Who lost, or may have lost, the use of a service, in which incident, and when it came back; often without its data being touched. Whom a source says was spared stands in “not-affected”.
// columns:
//   incident: {fr: incident, en: incident}
//   party: {fr: acteur, en: party}
//   outcome: {fr: état, en: outcome}
//   restored_on: {fr: rétabli, en: restored}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[a:AFFECTED]->(p)
WHERE a.effect = 'availability'
WITH i, p, a, coalesce(a.each_status, [a.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH i, p, a, statuses[k] AS status, CASE WHEN a.each_status IS NULL THEN a.outcome ELSE a.each_outcome[k] END AS outcome,
     CASE WHEN a.each_status IS NULL THEN coalesce(a.by, []) ELSE [b IN split(a.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN a.each_status IS NULL THEN a.evidence ELSE split(a.each_evidence[k], ' ') END AS evidence
WHERE outcome <> 'not_affected' AND status <> 'retracted'
RETURN i.id AS incident, p.id AS party, outcome, i.restored_on AS restored_on, status, by, evidence
ORDER BY incident, party, outcome, status, by, evidence
