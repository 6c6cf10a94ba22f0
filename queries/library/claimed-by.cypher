// ---
// topic: actors
// title: {fr: Qui revendique quoi, en: Who claims what}
// description:
//   fr: Les attaquants auxquels un incident est attribué ou qui le revendiquent, et avec quel statut ; un même nom dans deux incidents ne prouve pas un même auteur.
//   en: Actors to whom an incident is attributed or who claim it, and with which status; one name in two incidents does not prove one author.
// columns:
//   actor: {fr: attaquant, en: actor}
//   name: {fr: nom, en: name}
//   incident: {fr: incident, en: incident}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[r:ATTRIBUTED_TO]->(a:ThreatActor)
RETURN a.id AS actor, a.name AS name, i.id AS incident, r.status AS status, r.evidence AS evidence
ORDER BY actor, incident
