// ---
// topic: people
// title: {fr: "Combien de personnes, selon qui", en: "How many persons, according to whom"}
// description:
//   fr: Les chiffres en personnes, encore valables, de chaque incident ; les comptes, dossiers et lignes n'y sont pas, ni les personnes seulement éligibles.
//   en: Standing figures in persons of each incident; accounts, files and lines are left out, and so are people who were only eligible.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:viamedis-2024-01", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   field: {fr: sujet, en: subject}
//   low: {fr: au moins, en: at least}
//   high: {fr: au plus, en: at most}
//   approximate: {fr: environ, en: about}
//   scope: {fr: périmètre, en: scope}
//   population: {fr: groupe de personnes, en: population}
//   by: {fr: selon, en: by}
//   made_on: {fr: dit le, en: said on}
//   status: {fr: statut, en: status}
// ---
MATCH (c:Claim)-[:ABOUT]->(i:Incident)
WHERE ($incident IS NULL OR i.id = $incident) AND c.unit = 'persons' AND c.status <> 'retracted'
  AND c.field IN ['persons-concerned', 'persons-informed', 'persons-possibly-concerned', 'persons-told']
OPTIONAL MATCH (later:Claim)-[:ABOUT]->(i)
WHERE c.id IN later.supersedes
  OR (later.series = c.series AND later.by = c.by AND later.field = c.field AND later.unit = c.unit AND later.made_on > c.made_on)
WITH i, c, count(later) AS replaced
WHERE replaced = 0
RETURN i.id AS incident, c.field AS field, c.low AS low, c.high AS high,
       CASE WHEN c.low IS NULL AND c.high IS NULL THEN null ELSE coalesce(c.approximate, false) END AS approximate,
       coalesce(c.scope, []) AS scope, c.population AS population, c.by AS by, c.made_on_edtf AS made_on, c.status AS status
ORDER BY incident, field, scope, low, high, by, made_on, c.id
