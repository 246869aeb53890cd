from jiannuo.papers.wall import for_the_wall, initials


def test_names_on_the_roster_become_initials_the_longest_first():
    assert for_the_wall("帮扶周大有、周大有才各1次", ["周大有", "周大有才"]) == "帮扶ZDY、ZDYC各1次"


def test_numbers_of_people_are_left_out_and_figures_stay():
    text = "联系13812345678，证号420106197005011234，修路3.5公里、植树10000株"
    assert for_the_wall(text, []) == "联系（号码略），证号（号码略），修路3.5公里、植树10000株"


def test_initials():
    assert (initials("周大有"), initials("欧阳㛃")) == ("ZDY", "OYJ")
