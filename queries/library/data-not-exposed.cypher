// ---
// topic: contrast
// title: {fr: Les données dites non exposées, en: Data said not to be exposed}
// description:
//   fr: Les catégories de données qu'une source dit non exposées, et chez qui ; ce que personne ne dit n'y figure pas.
//   en: Data categories that a source says were not exposed, and at whom; what nobody says is not there.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:cegedim-mlm-2025", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   category: {fr: catégorie, en: category}
//   of: {fr: de qui, en: whose}
//   at: {fr: chez, en: at}
//   by: {fr: selon, en: by}
//   status: {fr: statut, en: status}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory)
WHERE ($incident IS NULL OR i.id = $incident) AND e.outcome = 'not_exposed'
RETURN i.id AS incident, d.id AS category, e.of AS of, e.at AS at, e.by AS by, e.status AS status
ORDER BY incident, of, at, category
