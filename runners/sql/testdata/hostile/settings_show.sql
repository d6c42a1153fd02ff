-- expect query: answered
-- Shows all settings; none is a secret.
show all
