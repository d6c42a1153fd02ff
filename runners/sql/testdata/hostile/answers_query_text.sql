-- expect query: raised 42501
-- Asks for the text that runs, by which it could tell that its plan is being measured.
select current_query()
