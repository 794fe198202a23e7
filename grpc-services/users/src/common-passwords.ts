/** The most used passwords of ten and more characters in published leaks, in lower case; shorter ones fail by length. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 123456789a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop
  qwertyuiop[] asdfghjkl; 1111111111 0000000000 2222222222 9999999999 1212121212 1123581321 1234512345 1234554321
  123123123123 123412341234 112233445566 11223344556 147258369a 789456123a 987654321a a123456789 aa123456789 q123456789
  qwerty1234 qwerty12345 qwerty123456 qwerty123! qwerty1234! qwer1234qwer abcdefghij abcdefghijk abcd123456 abcd1234abcd
  abc1234567 abc123456789 password01 password11 password12 password123 password1234 password12345 password123! password1!
  passw0rd123 p@ssw0rd123 p@ssword123 p@ssw0rd1234 passwordpassword mypassword mypassword1 newpassword changeme123
  changeme1234 welcome123 welcome1234 welcome123! letmein123 letmein1234 iloveyou123 iloveyou1234 iloveyou12 iloveyou!!
  sunshine123 princess123 football123 baseball123 superman123 michael123 jennifer123 charlie123 computer123 internet123
  basketball1 liverpool1 manchester chocolate1 butterfly1 christmas1 alexander1 elizabeth1 strawberry qazwsxedcrfv
  zaq12wsxcde3 zxcvbnm123 zxcvbnm,./ 1234qwerasdf 1234qwer1234 asdf1234asdf asdfasdfasdf qweqweqweqwe aaaaaaaaaa
  administrator admin12345 admin123456 admin1234! root123456 test123456 test1234567 user123456 guest12345 dragon1234
  monkey1234 master1234 hello12345 helloworld helloworld1 secret1234 trustno1234 whatever123 samsung123 google1234
  korea12345 seoul12345 dkssudgktpdy rlawlgns12 tkfkdgody tkfkdgo486 dhsmfeh123`.split(/\s+/),
)
