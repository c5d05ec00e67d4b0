"""A policy whose explanation has a step of each kind, and a case of two claims under it."""

from typing import Final

CASE: Final = {
    "person": {"identities": ["tekun", "dibao"], "age": 30},
    "claims": [
        {
            "id": f"c{place}",
            "date": f"2022-0{place}-01",
            "kind": "inpatient",
            "place": "in_city",
            "in_policy": "9000.00",
            "total": "9000.00",
        }
        for place in (1, 2)
    ],
}

POLICY: Final = """policy whole "每一步" edition 1
source ab "甲〔2022〕1号" issued 2022-01-01
use identities
layers basic > second > third
rank tekun > dibao
field person age "年龄" : count
pool shared "共用限额" 3000 yuan per person per year              AB-1
benefit basic "基本" per claim {
  for tekun, dibao                                               AB-2
  base in_policy - 100 yuan                                      AB-3
  deductible per year 2000 yuan, at least 900 yuan               AB-4
  bands { to 6000 yuan: { tekun: 50%; dibao: 40% }; above: { tekun: 60%; dibao: 50% } }  AB-5
  round down to 1 yuan                                           AB-6
  at least 100 yuan                                              AB-7
  counts toward shared                                           AB-1
}
adjust basic for dibao {
  deductible lowered by 60%                                      AB-8
  rate raised by 5 points                                        AB-9
}
benefit second "二次" per claim {
  for tekun, dibao                                               AB-10
  class highest by amount                                        AB-11
  deductible per year { tekun: 3000 yuan; dibao: 5000 yuan } counting the whole once reached  AB-12
  first of {
    stay when kind is inpatient { rate { tekun: 10%; dibao: 20% }  AB-13 }
    otherwise: not specified                                     AB-14
  }
}
benefit third "三次" per claim {
  rate 30%                                                       AB-15
  deductible per year 500 yuan borne                             AB-16
  cap 800 yuan per year                                          AB-17
}
benefit grant "补助" per person per year {
  as of first day of year                                        AB-18
  pay the highest of {
    all for tekun: 90% of 400 yuan, at least 370 yuan            AB-19
    some for dibao: 200 yuan                                     AB-20
  }
  leaving own "自缴" of 400 yuan                                  AB-21
}
"""
