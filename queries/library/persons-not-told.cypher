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
//   duty: {fr: obligation, en: duty}
//   said_on: {fr: dit le, en: said on}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a:Organisation)-[n:NOTIFIED]->(b)
WHERE n.happened = false
RETURN n.incident AS incident, a.id AS start, b.id AS end, n.duty AS duty, n.made_on_edtf AS said_on, n.evidence AS evidence
ORDER BY incident, start, end, duty
