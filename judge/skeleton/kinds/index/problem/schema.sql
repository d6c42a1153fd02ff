create table events (
  id     integer primary key,
  device integer not null,
  at     timestamp not null,
  value  integer not null
);
