// ---
// topic: people
// title: {fr: Les populations présentes dans plusieurs incidents, en: Populations in several incidents}
// description:
//   fr: Les populations dont une source dit, dans au moins deux incidents, qu'elles ont été touchées ou ont pu l'être.
//   en: Populations of which a source says, in at least two incidents, that they were hit or may have been.
// columns:
//   population: {fr: population, en: population}
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
