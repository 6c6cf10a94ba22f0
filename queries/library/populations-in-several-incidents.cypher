// ---
// topic: people
// title: {fr: Les groupes de personnes présents dans plusieurs incidents, en: Populations in several incidents}
// description:
//   fr: Les groupes de personnes dont une source dit, dans au moins deux incidents, qu'ils ont été touchés ou que c'est possible.
//   en: Populations of which a source says, in at least two incidents, that they were hit or may have been.
// columns:
//   population: {fr: groupe de personnes, en: population}
//   name: {fr: nom, en: name}
//   struck: {fr: touché, en: struck}
//   perhaps: {fr: peut-être touché, en: perhaps struck}
// ---
MATCH (i:Incident)-[a:AFFECTED]->(p:Population)
WHERE coalesce(a.gravest, a.outcome) <> 'not_affected' AND a.status <> 'retracted'
WITH p, i, coalesce(a.gravest, a.outcome) AS outcome ORDER BY i.id
WITH p, count(DISTINCT i.id) AS number,
     collect(DISTINCT CASE WHEN outcome = 'observed' THEN i.id END) AS struck,
     collect(DISTINCT CASE WHEN outcome <> 'observed' THEN i.id END) AS perhaps
WHERE number > 1
RETURN p.id AS population, p.name AS name, struck, [q IN perhaps WHERE NOT q IN struck] AS perhaps
ORDER BY population
