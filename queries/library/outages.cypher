// ---
// topic: incidents
// title: {fr: Les interruptions de service, en: Outages}
// description:
//   fr: Qui a perdu l'usage d'un service, dans quel incident, et quand il a été rétabli ; souvent sans que ses données aient été touchées.
//   en: Who lost the use of a service, in which incident, and when it came back; often without its data being touched.
// columns:
//   incident: {fr: incident, en: incident}
//   party: {fr: acteur, en: party}
//   outcome: {fr: état, en: outcome}
//   restored_on: {fr: rétabli, en: restored}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[a:AFFECTED]->(p)
WHERE a.effect = 'availability' AND a.status <> 'retracted'
RETURN i.id AS incident, p.id AS party, a.outcome AS outcome, i.restored_on AS restored_on, a.evidence AS evidence
ORDER BY incident, party
