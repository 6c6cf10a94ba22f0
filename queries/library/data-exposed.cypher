// ---
// topic: data
// title: {fr: Les données exposées par incident, en: Data exposed per incident}
// description:
//   fr: Pour chaque incident, les catégories de données exposées, possiblement exposées ou dites non exposées, de qui et chez qui.
//   en: For each incident, the data categories exposed, possibly exposed or said not to be, whose and at whom.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:amca-2018-2019", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   category: {fr: catégorie, en: category}
//   outcome: {fr: constat, en: outcome}
//   of: {fr: de qui, en: whose}
//   at: {fr: chez, en: at}
//   special: {fr: "sensible (art. 9)", en: "special (art. 9)"}
//   status: {fr: statut, en: status}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory)
WHERE ($incident IS NULL OR i.id = $incident) AND e.status <> 'retracted'
RETURN i.id AS incident, d.id AS category, e.outcome AS outcome, e.of AS of, e.at AS at, coalesce(d.special, false) AS special, e.status AS status
ORDER BY incident, at, of, outcome, category
