"""Pages that do not say when they were published, but are full of dates: none is taken for theirs."""

import pytest

from tests.clean.build import article, document

AFTER = {
    "most read": "<aside><p>Most read: 12 May 2019</p></aside>",
    "related, with a time element": "<div class='related'><time datetime='2019-05-12'>12 May 2019"
    "</time> Five killed</div>",
    "cards of other articles": "<section class='latest-news'><article><h3><a href='/a'>Five killed</a></h3>"
    "<time datetime='2019-05-12T10:00:00Z'>12 May</time></article></section>",
    "years of copyright": "<footer>Copyright 1995-2023</footer>",
    "copyright outside of a footer": "<div class='legal'>© 2012-2023 Example News. All rights reserved.</div>",
    "comments": "<div id='comments'><div class='comment'><span class='date'>12 May 2019"
    "</span><p>Terrible.</p></div></div>",
    "a comment's time element": "<section class='comments'><p>Terrible. <time datetime='2019-05-12'>3 years ago"
    "</time></p></section>",
    "events": "<div class='sidebar'><ul><li>12 May 2019: talks in Geneva</li><li>1 June 2019: vote</li></ul></div>",
    "a weather box": "<div class='widget'><span>Sunday, 12 May 2019</span> 24°</div>",
    "an archive menu": "<nav><a href='/2019/05/'>May 2019</a><a href='/2019/04/'>April 2019</a></nav>",
    "the founding of the paper": "<footer><p>Founded on 12 May 1995 in Beirut</p></footer>",
    "a phone number": "<p>Call 2019-05-12-33 for help, the aid group said.</p>",
    "a dated link": "<aside><a href='/2019/05/12/five-killed'>Five killed</a></aside>",
    "terms of use": "<div class='terms'>Terms of use, last revised 12 May 2019</div>",
    "a newsletter box": "<div class='newsletter'>Issue of 12 May 2019: sign up</div>",
}
INSIDE = {
    "an act of the past": "<p>On 12 May 2019 the army took the town, as witnesses recalled.</p>",
    "an act of the past, as numbers": "<p>The town fell on 2019-05-12, the monitors said, and was lost again in June."
    "</p>",
    "a plan": "<p>A vote is set for 1 June 2030, the ministry said.</p>",
    "a quoted letter": "<blockquote>Damascus, 12 May 2019. We ask for help.</blockquote>",
    "a table of tolls": "<table><tr><td>12 May 2019</td><td>14 killed</td></tr><tr><td>13 May 2019"
    "</td><td>3 killed</td></tr></table>",
    "a picture's address": "<figure><img src='/uploads/2019/05/12/town.jpg'><figcaption>The town</figcaption></figure>",
    "a caption": "<figure><img src='a.jpg'><figcaption>The town on 12 May 2019. John Doe/AFP</figcaption></figure>",
    "a tweet": "<blockquote class='twitter-tweet'><p>They are here.</p>— Jane (@jane) "
    "<a href='https://x.com/jane/1'>May 12, 2019</a></blockquote>",
    "a reused reel": "<video data-created='2019-05-12'></video>",
}
HEAD = {
    "a change without a publication": "<meta name='revisit-after' content='7 days'>"
    "<meta name='expires' content='2030-01-01'>",
    "a stylesheet of a release": "<link rel='stylesheet' href='/css/2019-05-12/main.css'>",
    "a script of a release": "<script>window.build = {version: '2019.05.12', time: '2019-05-12T10:00:00Z'}</script>",
    "data on another thing": '<script type="application/ld+json">'
    '{"@type": "Organization", "foundingDate": "1995-05-12"}</script>',
    "a comment of the markup": "<!-- cached 2019-05-12 10:00:00 -->",
    "a broken date": "<meta property='article:published_time' content='0000-00-00'>",
}


@pytest.mark.parametrize("part", AFTER.values(), ids=AFTER)
def test_below_the_article(part: str) -> None:
    assert document(article(after=part)).published is None


@pytest.mark.parametrize("part", INSIDE.values(), ids=INSIDE)
def test_in_the_article(part: str) -> None:
    assert document(article(part)).published is None


@pytest.mark.parametrize("part", HEAD.values(), ids=HEAD)
def test_in_the_head(part: str) -> None:
    assert document(article(head=part)).published is None
