// ---
// topic: notification
// title: {fr: Quelles autorités ont été prévenues, en: Which authorities were told}
// description:
//   fr: "Par autorité : qui l'a prévenue, de quel incident, quand, et à quel titre ; une ligne contestée le dit."
//   en: "Per authority: who told it, of which incident, when, and under which duty; a row in dispute says so."
// columns:
//   authority: {fr: autorité, en: authority}
//   incident: {fr: incident, en: incident}
//   start: {fr: par, en: by}
//   told_on: {fr: le, en: "on"}
//   duty: {fr: au titre de, en: duty}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: said by}
//   disputed: {fr: contesté, en: disputed}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a:Organisation)-[n:NOTIFIED]->(r:Regulator)
WITH a, r, n, coalesce(n.each_status, [n.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH a, r, n, statuses[k] AS status, CASE WHEN n.each_status IS NULL THEN CASE WHEN n.happened = false THEN 'not_told' ELSE 'told' END ELSE n.each_outcome[k] END AS outcome,
     CASE WHEN n.each_status IS NULL THEN coalesce(n.by, []) ELSE [b IN split(n.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN n.each_status IS NULL THEN n.evidence ELSE split(n.each_evidence[k], ' ') END AS evidence,
     CASE WHEN n.each_status IS NULL THEN n.on_edtf ELSE n.each_on[k] END AS told_on
WHERE outcome <> 'not_told' AND status <> 'retracted'
RETURN r.id AS authority, n.incident AS incident, a.id AS start, told_on, n.duty AS duty, status, by, coalesce(n.conflict, false) AS disputed, evidence
ORDER BY authority, incident, start, duty, told_on, status, by, evidence
