// ---
// topic: notification
// title: {fr: "Les personnes non prévenues, selon une source", en: "Persons not told, according to a source"}
// description:
//   fr: Les notifications dont quelqu'un dit qu'elles n'avaient pas eu lieu à une date donnée.
//   en: Notifications of which somebody says that they had not happened by a given date.
// columns:
//   incident: {fr: incident, en: incident}
//   start: {fr: de, en: from}
//   end: {fr: à, en: to}
//   duty: {fr: au titre de, en: duty}
//   said_on: {fr: dit le, en: said on}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a:Organisation)-[n:NOTIFIED]->(b)
WITH a, b, n, coalesce(n.each_status, [n.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH a, b, n, statuses[k] AS status, CASE WHEN n.each_status IS NULL THEN CASE WHEN n.happened THEN 'told' ELSE 'not_told' END ELSE n.each_outcome[k] END AS outcome,
     CASE WHEN n.each_status IS NULL THEN coalesce(n.by, []) ELSE [b IN split(n.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN n.each_status IS NULL THEN n.evidence ELSE split(n.each_evidence[k], ' ') END AS evidence,
     CASE WHEN n.each_status IS NULL THEN n.made_on_edtf ELSE n.each_made_on[k] END AS said_on
WHERE outcome = 'not_told' AND status <> 'retracted'
RETURN n.incident AS incident, a.id AS start, b.id AS end, n.duty AS duty, said_on, status, by, evidence
ORDER BY incident, start, end, duty, said_on, status, by, evidence
