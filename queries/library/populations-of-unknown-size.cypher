// ---
// topic: gaps
// title: {fr: "Les groupes de personnes que nul n'a comptés", en: Populations that nobody has counted}
// description:
//   fr: Les groupes de personnes recensés dont aucune source ne donne la taille, et à qui ils font confiance.
//   en: Recorded populations whose size no source gives, and whom they trust.
// columns:
//   population: {fr: groupe de personnes, en: population}
//   name: {fr: nom, en: name}
//   people: {fr: qui, en: who}
//   trusts: {fr: font confiance à, en: trust}
// ---
MATCH (c:Population)
WHERE c.size_low IS NULL AND c.size_high IS NULL
OPTIONAL MATCH (c)-[:INSURED_BY|PATIENT_OF|USER_OF]->(o)
WITH c, o ORDER BY o.id
RETURN c.id AS population, c.name AS name, c.people AS people, collect(DISTINCT o.id) AS trusts
ORDER BY population
