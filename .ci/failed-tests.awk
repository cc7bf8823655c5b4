# The failed tests of a .trx report with their messages and where each broke: for the end of a long output.
# Elements are the records: each begins with its tag, its text goes up to the next.
BEGIN { RS = "<" }

function unescaped(text) {
  gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text); gsub(/&#xD;|\r/, "", text)
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&#xA;/, "\n", text); gsub(/&amp;/, "\\&", text)
  return text
}

/^UnitTestResult / {
  failed = /outcome="Failed"/
  if (failed && match($0, /testName="[^"]*"/)) print "failed " unescaped(substr($0, RSTART + 10, RLENGTH - 11))
}

failed && /^(Message|StackTrace)[ >]/ {
  text = unescaped(substr($0, index($0, ">") + 1))
  count = split(text, lines, "\n")
  for (n = 1; n <= count && n <= 12; n++) print "  " substr(lines[n], 1, 300)
}
