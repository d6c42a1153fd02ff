package rng

// Text draws n characters of an alphabet, of which there is at least one. A palindrome is the drawn half and its mirror image.
func Text(s *Source, alphabet []rune, n int, palindrome bool) string {
	text := make([]rune, n)
	drawn := n
	if palindrome {
		drawn = (n + 1) / 2
	}
	for i := range drawn {
		text[i] = alphabet[s.Below(uint64(len(alphabet)))]
		if palindrome {
			text[n-1-i] = text[i]
		}
	}
	return string(text)
}

const (
	consonants = "bcdfghjklmnpqrstvwxyz"
	vowels     = "aeiou"
)

// Words draws so many different words of two to four syllables, of which there are more than a hundred million.
func Words(s *Source, distinct int) []string {
	words := make([]string, 0, distinct)
	seen := make(map[string]bool, distinct)
	for len(words) < distinct {
		word := make([]byte, 0, 8)
		for range 2 + s.Below(3) {
			word = append(word, consonants[s.Below(uint64(len(consonants)))], vowels[s.Below(uint64(len(vowels)))])
		}
		if w := string(word); !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}
