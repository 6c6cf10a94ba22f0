// ---
// topic: suppliers
// title: {fr: "Les relations terminées, et le sort des données", en: "Relations that ended, and what became of the data"}
// description:
//   fr: Les relations dont une source dit qu'elles ont pris fin, avec ce qu'elle dit des données (restituées, effacées, conservées) ; le plus souvent rien, donc inconnu.
//   en: Relations that a source says have ended, with what it says of the data (returned, erased, kept); most often nothing, hence unknown.
// columns:
//   start: {fr: de, en: from}
//   relation: {fr: relation, en: relation}
//   end: {fr: à, en: to}
//   until: {fr: "jusqu'à", en: until}
//   data_after_end: {fr: sort des données, en: what became of the data}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a)-[r:INSURED_BY|PATIENT_OF|USER_OF|DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY]->(b)
WHERE r.until_edtf IS NOT NULL OR any(said IN coalesce(r.each_until, []) WHERE said <> '')
WITH a, b, r, coalesce(r.each_until, [r.until_edtf]) AS ends
UNWIND range(0, size(ends) - 1) AS k
WITH a, b, r, ends[k] AS until, CASE WHEN r.each_status IS NULL THEN r.status ELSE r.each_status[k] END AS status,
     CASE WHEN r.each_status IS NULL THEN coalesce(r.by, []) ELSE [b IN split(r.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN r.each_status IS NULL THEN r.evidence ELSE split(r.each_evidence[k], ' ') END AS evidence, k
WHERE until <> '' AND status <> 'retracted'
RETURN a.id AS start, type(r) AS relation, b.id AS end, until,
       CASE WHEN k = 0 THEN coalesce(r.data_after_end, 'unknown') ELSE 'unknown' END AS data_after_end, status, by, evidence
ORDER BY start, relation, end, r.service, r.contract, r.period, until, status, by, evidence
