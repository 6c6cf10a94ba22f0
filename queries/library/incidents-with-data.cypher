// ---
// topic: data
// title: {fr: Les incidents où une catégorie de données est sortie, en: Incidents in which a kind of data got out}
// description:
//   fr: Où une catégorie de données (numéro de sécurité sociale, ordonnances…) a été exposée ou a pu l'être, de qui, et chez qui.
//   en: Where a kind of data (social security number, prescriptions…) was exposed or may have been, whose, and at whom.
// parameters:
//   - {name: category, type: node, labels: [DataCategory], meaning: {fr: la catégorie, en: the category}, example: "data:national-insurance-number"}
// columns:
//   incident: {fr: incident, en: incident}
//   outcome: {fr: constat, en: outcome}
//   of: {fr: de qui, en: whose}
//   at: {fr: chez, en: at}
//   conflict: {fr: contradictoire, en: conflict}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory {id: $category})
WHERE e.outcome <> 'not_exposed' AND e.status <> 'retracted'
RETURN i.id AS incident, e.outcome AS outcome, e.of AS of, e.at AS at, coalesce(e.conflict, false) AS conflict, e.status AS status, e.evidence AS evidence
ORDER BY incident, of, at
