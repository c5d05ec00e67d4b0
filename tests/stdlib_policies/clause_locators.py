"""Where each clause of the documents stands, by the places that the documents print.

In: nothing. Out: `LOCATORS`, policy to clause id to the place of the clause: article, item and
sub-item as printed, without the paragraph inside. Written from the documents, not from the
policies.
"""

from typing import Final

_PLACES: Final = {
    "suizhou": """
        文头 SZ-0.1
        序言 SZ-0.2
        一 SZ-1.1 SZ-1.2 SZ-1.3
        二(一) SZ-2.1.0 SZ-2.1.6
        二(一)1 SZ-2.1.1
        二(一)2 SZ-2.1.2a SZ-2.1.2b
        二(一)3 SZ-2.1.3
        二(一)4 SZ-2.1.4
        二(一)5 SZ-2.1.5
        二(二) SZ-2.2.1 SZ-2.2.2 SZ-2.2.3 SZ-2.2.4 SZ-2.2.5
        二(三) SZ-2.3.1 SZ-2.3.2 SZ-2.3.3
        二(四) SZ-2.4.1a SZ-2.4.1b SZ-2.4.1c SZ-2.4.1d
        二(五) SZ-2.5.0a SZ-2.5.0b
        二(五)1 SZ-2.5.1
        二(五)2 SZ-2.5.2.3
        二(五)2(1) SZ-2.5.2.1
        二(五)2(2) SZ-2.5.2.2a SZ-2.5.2.2b SZ-2.5.2.2c SZ-2.5.2.2d
        二(五)3 SZ-2.5.3a SZ-2.5.3b SZ-2.5.3c
        二(五)4 SZ-2.5.4a SZ-2.5.4b SZ-2.5.4c
        二(五)5 SZ-2.5.5a SZ-2.5.5b SZ-2.5.5c
        二(六) SZ-2.6.1 SZ-2.6.2 SZ-2.6.3 SZ-2.6.4 SZ-2.6.5
        二(七) SZ-2.7.1 SZ-2.7.2 SZ-2.7.3
        三(一) SZ-3.1.1 SZ-3.1.2 SZ-3.1.3a SZ-3.1.3b SZ-3.1.3c SZ-3.1.4
        三(二) SZ-3.2.1 SZ-3.2.2
        三(三) SZ-3.3.1 SZ-3.3.2 SZ-3.3.3
        四(一) SZ-4.1
        四(二) SZ-4.2
        四(三) SZ-4.3
        四(四) SZ-4.4
        附则 SZ-5.1 SZ-5.2
    """,
    "zhangye": """
        文头 ZY-0.1
        序言 ZY-0.2
        一 ZY-1.1
        二 ZY-2.0a ZY-2.0b
        二(一)1 ZY-2.1.1
        二(一)2 ZY-2.1.2
        二(一)3 ZY-2.1.3
        二(二) ZY-2.2.0 ZY-2.2.6
        二(二)1 ZY-2.2.1
        二(二)2 ZY-2.2.2a ZY-2.2.2b ZY-2.2.2c
        二(二)3 ZY-2.2.3
        二(二)4 ZY-2.2.4a ZY-2.2.4b
        二(二)5 ZY-2.2.5a ZY-2.2.5b
        三 ZY-3.0
        三(一) ZY-3.1.1a ZY-3.1.1b ZY-3.1.2
        三(二) ZY-3.2a ZY-3.2b ZY-3.2c ZY-3.2d
        三(三)1 ZY-3.3.1.0a ZY-3.3.1.0b ZY-3.3.1.0c ZY-3.3.1.0d ZY-3.3.1.5 ZY-3.3.1.6
        三(三)1(1) ZY-3.3.1.1
        三(三)1(2) ZY-3.3.1.2a ZY-3.3.1.2b
        三(三)1(3) ZY-3.3.1.3
        三(三)1(4) ZY-3.3.1.4a ZY-3.3.1.4b
        三(三)2 ZY-3.3.2a ZY-3.3.2b ZY-3.3.2c ZY-3.3.2d
        四(一) ZY-4.1a ZY-4.1b
        四(二) ZY-4.2
        五(一) ZY-5.1a ZY-5.1b
        五(二) ZY-5.2
        五(三) ZY-5.3
        五(四) ZY-5.4
        六(一) ZY-6.1
        六(二) ZY-6.2
        六(三) ZY-6.3
        六(四) ZY-6.4
        末段 ZY-7.1
    """,
    "national": """
        文头 NA-0.1
        一 NA-1.1 NA-1.2 NA-1.3
        二(一) NA-2.1a NA-2.1b NA-2.1c NA-2.1d NA-2.1e NA-2.1f
        二(二) NA-2.2a NA-2.2b NA-2.2c
        二(三) NA-2.3
        三(四) NA-3.4a NA-3.4b NA-3.4c NA-3.4d
        三(五) NA-3.5a NA-3.5b
        三(六) NA-3.6a NA-3.6b NA-3.6c NA-3.6d NA-3.6e
        三(七) NA-3.7a NA-3.7b
    """,
    "chongqing": """
        文头 CQ-0.1
        一 CQ-1.1
        二 CQ-2.1
        三(一) CQ-3.1a CQ-3.1b CQ-3.1c CQ-3.1d CQ-3.1e
        三(二) CQ-3.2a CQ-3.2b CQ-3.2c CQ-3.2d
        三(三) CQ-3.3a CQ-3.3b
        三(四) CQ-3.4a CQ-3.4b CQ-3.4c CQ-3.4d
        问题一 CQ-Q1a CQ-Q1b CQ-Q1c CQ-Q1d CQ-Q1e CQ-Q1f CQ-Q1g CQ-Q1h
        问题二 CQ-Q2a
        问题三 CQ-Q3a CQ-Q3b CQ-Q3c CQ-Q3d CQ-Q3e CQ-Q3f
        问题四 CQ-Q4
        问题五 CQ-Q5
        问题六 CQ-Q6a CQ-Q6b
        问题七 CQ-Q7a CQ-Q7b
        问题八 CQ-Q8
        问题九 CQ-Q9
        问题十 CQ-Q10
        问题十一 CQ-Q11a CQ-Q11b
        问题十二 CQ-Q12a CQ-Q12b
        问题十三 CQ-Q13a CQ-Q13b
    """,
    "pengshui": """
        文头 PS-0.1
        文尾 PS-0.2
        一 PS-1.1
        二(一) PS-2.1a PS-2.1b PS-2.1c
        二(二)1 PS-2.2.1a PS-2.2.1b PS-2.2.1c PS-2.2.1d PS-2.2.1e PS-2.2.1f
        二(二)2 PS-2.2.2a PS-2.2.2b PS-2.2.2c PS-2.2.2d
        二(三)1 PS-2.3.1a PS-2.3.1b PS-2.3.1c
        二(三)2 PS-2.3.2a PS-2.3.2b PS-2.3.2c PS-2.3.2d PS-2.3.2e PS-2.3.2f PS-2.3.2g PS-2.3.2h
        二(三)3 PS-2.3.3a PS-2.3.3b PS-2.3.3c PS-2.3.3d PS-2.3.3e PS-2.3.3f PS-2.3.3g
        二(四)1 PS-2.4.1a PS-2.4.1b
        二(四)2 PS-2.4.2a PS-2.4.2b PS-2.4.2c PS-2.4.2d PS-2.4.2e
        二(五)1 PS-2.5.1
        二(五)2 PS-2.5.2
        二(六) PS-2.6.1 PS-2.6.2 PS-2.6.3 PS-2.6.4
        三(一) PS-3.1
        三(二) PS-3.2
        三(三) PS-3.3
        三(四) PS-3.4
    """,
}
LOCATORS: Final = {
    policy: {
        clause: place
        for place, *clauses in map(str.split, filter(str.strip, places.splitlines()))
        for clause in clauses
    }
    for policy, places in _PLACES.items()
}
