/**
 * An excerpt of the published vocabulary, `vocab.txt` of bert-base-uncased (google-research/bert, Apache-2.0): every entry
 * that could match anywhere in the words below, with its id. On these words, and on them alone, a tokenizer does with the
 * excerpt what it does with all 30,522 entries.
 */
export const coveredWords: readonly string[] = [
  ...['the', 'cellist', 'tuned', 'her', 'cello', 'nobody', 'noticed', 'unaffable', 'tokenization', 'bidirectional'],
  ...['embeddings', 'attention', 'is', 'all', 'you', 'need', '.', ',', '?', '!'],
]

const entries = `
! 999 , 1010 . 1012 ? 1029 a 1037 b 1038 c 1039 e 1041 h 1044 i 1045 n 1050 t 1056 u 1057 y 1061 the 1996 to
2000 he 2002 is 2003 at 2012 her 2014 ##s 2015 you 2017 not 2025 all 2035 ##a 2050 no 2053 ##e 2063 ##i 2072
##ing 2075 ##n 2078 ##o 2080 ##d 2094 ##ed 2098 ##r 2099 ##y 2100 ##t 2102 ##er 2121 ##l 2140 ##m 2213 ##u
2226 ##h 2232 ##on 2239 ##k 2243 ##c 2278 ##g 2290 need 2342 ##en 2368 ##in 2378 ##al 2389 ##z 2480 ##is
2483 ##b 2497 ##na 2532 ##f 2546 ##le 2571 ##ic 2594 ##te 2618 al 2632 ##ne 2638 ##el 2884 ##re 2890 ##ist
2923 ##ng 3070 ##able 3085 attention 3086 ##ion 3258 ##ll 3363 ##st 3367 ##ation 3370 ##nt 3372 ##ce 3401
##ble 3468 ##ke 3489 ##ni 3490 ##tion 3508 cell 3526 ##id 3593 ##li 3669 ##io 3695 ##ti 3775 ##ization 3989
##at 4017 ##lo 4135 ##ot 4140 ##za 4143 ##ff 4246 ##di 4305 ##ir 4313 noticed 4384 ##ee 4402 ##tic 4588 ##un
4609 ##ding 4667 ##tte 4674 ##ent 4765 ##tt 4779 ##be 4783 un 4895 notice 5060 ##bo 5092 ##dy 5149 ##ell
5349 ##he 5369 ##gs 5620 nobody 6343 ##ten 6528 ##ok 6559 ##ct 6593 ##ice 6610 ##lis 6856 ##lli 6894 ##fa
7011 ##ou 7140 ##llo 7174 bid 7226 ##ned 7228 ##ire 7442 ##ken 7520 ##ction 7542 nee 7663 ##od 7716 ##ona
7856 em 7861 ##ab 7875 ##bed 8270 ce 8292 ##ec 8586 ##ings 8613 tune 8694 ##din 8718 ##zation 9276 ##une
9816 ##list 9863 cello 10145 ##af 10354 ##ati 10450 tu 10722 yo 10930 ##iz 10993 ##oke 11045 ne 11265 ##ced
11788 ##nal 12032 bi 12170 ##eed 13089 ##elli 13348 ##dd 14141 una 14477 ##mb 14905 ##ello 15350 tuned 15757
##onal 16026 th 16215 ##ob 16429 ##bl 16558 ##nti 16778 ##ddin 18277 ##ection 18491 ##mbe 18552 ##eni 18595
token 19204 ##ional 19301 ##otic 20214 ##ffa 20961 ##iza 21335 ##llis 21711 ##edd 22367 ##ect 22471 ##body
23684 ##tten 25970 ##dding 27027 tun 27112 ##idi 28173
`

/** The pieces by their text. A piece that goes on with a word begins with `##`. */
export const vocabulary: ReadonlyMap<string, number> = new Map([
  ['[PAD]', 0],
  ['[UNK]', 100],
  ['[CLS]', 101],
  ['[SEP]', 102],
  ['[MASK]', 103],
  ...Array.from(entries.matchAll(/(\S+)\s+(\d+)/g), ([, piece, id]) => [piece!, Number(id)] as const),
])
