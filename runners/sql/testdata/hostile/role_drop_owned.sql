-- expect query: raised no_result
-- Drops and gives away what it owns.
drop owned by current_user cascade
