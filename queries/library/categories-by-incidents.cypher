// ---
// topic: data
// title: {fr: Les catégories de données les plus souvent divulguées, en: Kinds of data that got out most often}
// description:
//   fr: Pour chaque catégorie, le nombre d'incidents où elle a été exposée, celui où une source dit seulement que c'est possible, et celui où seul un attaquant l'affirme, ou où c'est contesté.
//   en: For each category, the number of incidents in which it was exposed, and in which it may have been without that being established, and in which only an attacker says so, or somebody contests it.
// columns:
//   category: {fr: catégorie, en: category}
//   special: {fr: sensible (art. 9), en: special (art. 9)}
//   exposed: {fr: exposée, en: exposed}
//   possible: {fr: possible, en: possible}
//   claimed: {fr: seulement affirmée ou contestée, en: only claimed or contested}
// ---
MATCH (i:Incident)-[e:EXPOSED]->(d:DataCategory)
WITH d, i, coalesce(e.each_status, [e.status]) AS statuses, coalesce(e.each_outcome, [e.outcome]) AS outcomes
UNWIND range(0, size(statuses) - 1) AS k
WITH d, i, statuses[k] AS status, outcomes[k] AS outcome
WHERE outcome <> 'not_exposed' AND status <> 'retracted'
WITH d, i, max(CASE WHEN NOT status IN ['confirmed', 'reported'] THEN 0 WHEN outcome = 'exposed' THEN 2 ELSE 1 END) AS firm
RETURN d.id AS category, coalesce(d.special, false) AS special, sum(CASE WHEN firm = 2 THEN 1 ELSE 0 END) AS exposed,
       sum(CASE WHEN firm = 1 THEN 1 ELSE 0 END) AS possible, sum(CASE WHEN firm = 0 THEN 1 ELSE 0 END) AS claimed
ORDER BY exposed DESC, possible DESC, claimed DESC, category
