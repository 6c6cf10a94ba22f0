// ---
// topic: incidents
// title: {fr: Les incidents par voie d'entrée, en: Incidents by way in}
// description:
//   fr: Par où l'on est entré dans chaque incident (compte, hameçonnage, faille…), où, et le compte de qui ; un incident sans ligne n'a pas de voie d'entrée connue.
//   en: How each incident was entered (account, phishing, vulnerability…), where, and whose account; an incident without a row has no known way in.
// columns:
//   vector: {fr: "voie d'entrée", en: way in}
//   incident: {fr: incident, en: incident}
//   at: {fr: où, en: at}
//   account_fr: {fr: compte (fr), en: account (fr)}
//   account_en: {fr: compte (en), en: account (en)}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[r:ENTERED_THROUGH]->(x)
WHERE r.status <> 'retracted'
RETURN r.vector AS vector, i.id AS incident, x.id AS at, coalesce(r.account_fr, r.account_en) AS account_fr,
       coalesce(r.account_en, r.account_fr) AS account_en, r.status AS status,
       coalesce(r.by, []) AS by, r.evidence AS evidence
ORDER BY vector, incident, at
