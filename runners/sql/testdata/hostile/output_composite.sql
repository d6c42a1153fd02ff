-- expect query: answered
-- Rows, arrays of rows and rows of arrays as values.
select t, row(1, 'a', null, row(t)), array(select x from t x), row(array[t]) from t
