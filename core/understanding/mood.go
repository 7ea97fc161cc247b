package understanding

var (
	angryWords   = words("angry furious livid fuck fucking fuckin shit bullshit bastard idiots idiot crap ridiculous outrageous unacceptable disgrace disgraceful useless pathetic hate wtf bloody jävla javla jävlar fan helvete skit skitdåligt idioter värdelöst vardelost värdelösa arg förbannad forbannad skandal oacceptabelt rasande kass hatar usel uselt fuck skamligt 😡 🤬 😠 nonsense scandal fed")
	upsetWords   = words("upset crying cry sad devastated disappointed frustrated frustrating awful terrible hopeless heartbroken tired exhausted ledsen besviken gråter grater tråkigt trakigt frustrerad frustrerande förtvivlad fortvivlad orkar hopplöst hopplost less trött uppgiven 😭 😢 lost sorry_for sorg")
	worriedWords = words("worried worry scared afraid anxious nervous concerned panic panicking urgent stressed stress frightened orolig oroar rädd radd nervös nervos ångest angest panik stressad bråttom brattom skrämd skramd osäker terrified")
)

// mood is a soft signal for tone; it never gates anything (measured weak:
// reference/understanding.md section 4.5).
func mood(p *page, out *Reading) Mood {
	angry, upset, worried := 0, 0, 0
	shouts := 0
	for _, t := range p.tokens {
		switch {
		case angryWords[t.text]:
			angry += 2
		case upsetWords[t.text] && !(t.text == "less" && out.Language != "sv"): // "less" is fed up in Swedish only
			upset += 2
		case worriedWords[t.text]:
			worried += 2
		}
		if t.shout {
			shouts++
		}
	}
	if p.letters >= 8 && p.upper*10 >= p.letters*8 && shouts >= 2 {
		angry += 2
	}
	if p.bangs >= 3 {
		angry++
	}
	for _, s := range out.Sensitivities {
		switch s.Kind {
		case Complaint:
			angry++
		case Distress, Bereavement:
			upset += 3
		case Hardship, Fraud:
			worried++
		}
	}
	switch {
	case angry >= 2 && angry >= upset && angry >= worried:
		return Angry
	case upset >= 2 && upset >= worried:
		return Upset
	case worried >= 1:
		return Worried
	}
	return Calm
}
