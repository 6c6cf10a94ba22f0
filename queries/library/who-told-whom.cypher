// ---
// topic: notification
// title: {fr: Qui a prévenu qui et quand, en: Who told whom and when}
// description:
//   fr: Les notifications d'un incident (ou de tous) dans l'ordre des dates, avec l'obligation qui les fonde quand elle est connue.
//   en: Notifications of one incident (or of all) in order of date, with the duty behind them where it is known.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:viamedis-2024-01", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   told_on: {fr: le, en: "on"}
//   start: {fr: de, en: from}
//   end: {fr: à, en: to}
//   duty: {fr: au titre de, en: duty}
//   happened: {fr: a eu lieu, en: happened}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   conflict: {fr: contredit, en: conflict}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a:Organisation)-[n:NOTIFIED]->(b)
WHERE $incident IS NULL OR n.incident = $incident
WITH a, b, n, coalesce(n.each_status, [n.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
WITH a, b, n, k, statuses[k] AS status,
     CASE WHEN n.each_status IS NULL THEN n.happened ELSE n.each_outcome[k] = 'told' END AS happened,
     CASE WHEN n.each_status IS NULL THEN n.on_edtf WHEN n.each_on[k] <> '' THEN n.each_on[k] END AS told_on,
     CASE WHEN n.each_status IS NULL THEN coalesce(n.by, []) ELSE [b IN split(n.each_by[k], ' ') WHERE b <> ''] END AS by,
     CASE WHEN n.each_status IS NULL THEN n.evidence ELSE split(n.each_evidence[k], ' ') END AS evidence
WHERE status <> 'retracted'
RETURN n.incident AS incident, told_on, a.id AS start, b.id AS end, n.duty AS duty, happened, status, by, coalesce(n.conflict, false) AS conflict, evidence
ORDER BY incident, n.on, start, end, duty, k
