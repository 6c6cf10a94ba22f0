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
//   disputed: {fr: contesté, en: disputed}
// ---
MATCH (a:Organisation)-[n:NOTIFIED]->(r:Regulator)
RETURN r.id AS authority, n.incident AS incident, a.id AS start, n.on_edtf AS told_on, n.duty AS duty, coalesce(n.conflict, false) AS disputed
ORDER BY authority, incident, start, duty
