// ---
// topic: suppliers
// title: {fr: "Les relations terminées, et le sort des données", en: "Relations that ended, and what became of the data"}
// description:
//   fr: Les relations dont une source dit qu'elles ont pris fin, avec ce qu'elle dit des données (rendues, effacées, gardées) ; le plus souvent rien, donc inconnu.
//   en: Relations that a source says have ended, with what it says of the data (returned, erased, kept); most often nothing, hence unknown.
// columns:
//   start: {fr: de, en: from}
//   relation: {fr: relation, en: relation}
//   end: {fr: vers, en: to}
//   until: {fr: "jusqu'à", en: until}
//   data_after_end: {fr: sort des données, en: what became of the data}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a)-[r:INSURED_BY|PATIENT_OF|USER_OF|DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY]->(b)
WHERE r.until IS NOT NULL AND r.status <> 'retracted'
RETURN a.id AS start, type(r) AS relation, b.id AS end, r.until_edtf AS until, coalesce(r.data_after_end, 'unknown') AS data_after_end, r.evidence AS evidence
ORDER BY start, relation, end, r.service, r.contract, r.period
