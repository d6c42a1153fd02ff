-- expect query: memory, raised 54000
-- An array that is large at once.
select cardinality(array_fill(0, array[100000000]))
