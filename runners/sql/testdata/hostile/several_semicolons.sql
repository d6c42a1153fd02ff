-- expect query: answered [[1],[2],[3]]
-- Is followed by empty statements, which are none.
select n from t order by n;;;
