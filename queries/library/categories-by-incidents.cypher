// ---
// topic: data
// title: {fr: Les catégories de données les plus souvent divulguées, en: Kinds of data that got out most often}
// description:
//   fr: Pour chaque catégorie, le nombre d'incidents où elle a été exposée, et celui où une source dit seulement que c'est possible.
//   en: For each category, the number of incidents in which it was exposed, and in which it may have been without that being established.
// columns:
//   category: {fr: catégorie, en: category}
//   special: {fr: sensible (art. 9), en: special (art. 9)}
//   exposed: {fr: exposée, en: exposed}
//   possible: {fr: possible, en: possible}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory)
WHERE coalesce(e.gravest, e.outcome) <> 'not_exposed' AND e.status <> 'retracted'
WITH d, i, max(CASE WHEN e.outcome = 'exposed' THEN 1 ELSE 0 END) AS certain
RETURN d.id AS category, coalesce(d.special, false) AS special, sum(certain) AS exposed, count(i) - sum(certain) AS possible
ORDER BY exposed DESC, possible DESC, category
