create table counters (
  name  text primary key,
  value integer not null
);
