// ---
// topic: incidents
// title: {fr: Organisations présentes dans plusieurs incidents, en: Organisations in several incidents}
// description:
//   fr: "Les organisations et logiciels qui sont dans au moins deux incidents, et à quel titre : là où la compromission a eu lieu, là par où l'on est entré, touché, ou peut-être (les autorités n'y figurent pas). Être touché chez un fournisseur n'est pas être compromis."
//   en: "Organisations and products that stand in at least two incidents, and in which part: where it broke, what was entered through, struck, or perhaps (authorities are not among them). To be struck at a supplier is not to have been breached."
// columns:
//   party: {fr: acteur, en: party}
//   name: {fr: nom, en: name}
//   number: {fr: nombre, en: number}
//   broke: {fr: lieu de la compromission, en: where it broke}
//   entered: {fr: voie d'entrée, en: entered through}
//   struck: {fr: touchée, en: struck}
//   perhaps: {fr: peut-être touchée, en: perhaps struck}
// ---
MATCH (i:Incident)-[r:COMPROMISED|ENTERED_THROUGH|AFFECTED]->(x:Organisation|Product)
WHERE r.status <> 'retracted' AND coalesce(r.gravest, r.outcome, '') <> 'not_affected'
WITH x, i, type(r) AS part, coalesce(r.gravest, r.outcome, '') AS outcome ORDER BY i.id
WITH x, count(DISTINCT i.id) AS number,
     collect(DISTINCT CASE WHEN part = 'COMPROMISED' THEN i.id END) AS broke,
     collect(DISTINCT CASE WHEN part = 'ENTERED_THROUGH' THEN i.id END) AS entered,
     collect(DISTINCT CASE WHEN part = 'AFFECTED' AND outcome = 'observed' THEN i.id END) AS struck,
     collect(DISTINCT CASE WHEN part = 'AFFECTED' AND outcome <> 'observed' THEN i.id END) AS perhaps
WHERE number > 1
RETURN x.id AS party, x.name AS name, number, broke, entered, struck, [p IN perhaps WHERE NOT p IN struck] AS perhaps
ORDER BY number DESC, party
