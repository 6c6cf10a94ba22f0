// ---
// topic: people
// title: {fr: Les groupes de personnes présents dans plusieurs incidents, en: Populations in several incidents}
// description:
//   fr: Les groupes de personnes dont une source dit, dans au moins deux incidents, qu'ils ont été touchés ou que c'est possible.
//   en: Populations of which a source says, in at least two incidents, that they were hit or may have been.
// columns:
//   population: {fr: groupe de personnes, en: population}
//   name: {fr: nom, en: name}
//   incidents: {fr: incidents, en: incidents}
// ---
MATCH (i:Incident)-[a:AFFECTED]->(p:Population)
WHERE coalesce(a.gravest, a.outcome) <> 'not_affected' AND a.status <> 'retracted'
WITH p, i ORDER BY i.id
WITH p, collect(DISTINCT i.id) AS incidents
WHERE size(incidents) > 1
RETURN p.id AS population, p.name AS name, incidents
ORDER BY population
