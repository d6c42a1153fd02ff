package mutant

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/testcases"
)

// searchBudget is how long one survivor is compared with its original.
const searchBudget = 30 * time.Second

// compare tries survivors and their originals on generated inputs, where the problem makes some: an author then knows of which to
// say that they are equivalent, and for which a case is missing.
func (s *scoring) compare(ctx context.Context, solutions map[string][]byte) error {
	if s.opts.Draws == 0 || !judge.Searchable(s.problem) {
		return nil
	}
	all := s.score.Survivors
	return parallel(ctx, s.opts.Jobs, len(all), func(ctx context.Context, _ *judge.Bench, i int) error {
		return s.compareOne(ctx, &all[i], solutions[all[i].Submission])
	}, s.trials)
}

// compared is what is kept of a comparison.
type compared struct {
	Equal   int  `json:"equal"`
	Differs bool `json:"differs"`
}

func (s *scoring) compareOne(ctx context.Context, x *Survivor, original []byte) error {
	key := judge.Key("compared/v1", s.trials.Digest(), string(original), string(x.mutant.Source), fmt.Sprint(s.opts.Draws))
	var c compared
	if kept, ok := s.judge.Cache.Get(key); !ok || s.opts.Fresh || json.Unmarshal(kept.Bytes(), &c) != nil {
		found, tried, err := s.judge.Difference(ctx, judge.Search{
			Problem: s.problem, Right: original, Source: x.mutant.Source, Draws: s.opts.Draws, Budget: searchBudget,
		})
		if err != nil {
			return err
		}
		c = compared{tried, found != nil}
		if c.Differs {
			c.Equal--
		}
		kept, _ := json.Marshal(c) // numbers can always be written
		s.judge.Cache.Put(key, testcases.NewBlob(kept))
	}
	x.Equal, x.Differs = c.Equal, c.Differs
	return nil
}
