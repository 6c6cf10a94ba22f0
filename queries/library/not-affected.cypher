// ---
// topic: contrast
// title: {fr: "Qui n'a pas été touché, et qui le dit", en: "Who was not hit, and who says so"}
// description:
//   fr: Les parties qu'une source met hors de cause dans un incident (données ou service).
//   en: Parties that a source clears in an incident (data or service).
// columns:
//   incident: {fr: incident, en: incident}
//   party: {fr: partie, en: party}
//   effect: {fr: effet, en: effect}
//   by: {fr: selon, en: by}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[a:AFFECTED]->(p)
WHERE a.outcome = 'not_affected'
RETURN i.id AS incident, p.id AS party, a.effect AS effect, a.by AS by, a.status AS status, a.evidence AS evidence
ORDER BY incident, party, effect
