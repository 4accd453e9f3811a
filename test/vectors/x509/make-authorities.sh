#!/bin/sh
# Makes chains of certificates, each below an authority of another kind, in the current folder: NAME.leaf and NAME.root, in Base 64.
# authorities.json holds what it made; to make others, put theirs in its place, and look at `at`.
set -eu
printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,1.0.18013.5.1.2\n' > leaf.cnf
printf 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n' > middle.cnf
openssl ecparam -name prime256v1 -genkey -noout -out leaf.key
openssl req -new -key leaf.key -subj "/C=FR/O=Eau fictive/CN=Signataire fictif" -out leaf.csr
p384() { openssl ecparam -name secp384r1 -genkey -noout -out $1.key; }
p521() { openssl ecparam -name secp521r1 -genkey -noout -out $1.key; }
p256() { openssl ecparam -name prime256v1 -genkey -noout -out $1.key; }
rsa() { openssl genrsa -out $1.key $2 2>/dev/null; }
# root NAME SIGNING-OPTION…
root() { n=$1; shift; openssl req -x509 -key $n.key -days 18250 -subj "/C=FR/O=Autorite fictive/CN=Racine $n" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -out $n.root.pem "$@" 2>/dev/null; openssl x509 -in $n.root.pem -outform der | base64 -w0 > $n.root; }
leaf() { n=$1; shift; openssl x509 -req -in leaf.csr -CA $n.root.pem -CAkey $n.key -CAcreateserial -days 18000 -extfile leaf.cnf -outform der "$@" 2>/dev/null | base64 -w0 > $n.leaf; }
chain() { n=$1; shift; root $n "$@"; leaf $n "$@"; }
p384 ES384; chain ES384 -sha384
p521 ES512; chain ES512 -sha512
rsa RS256 2048; chain RS256 -sha256
rsa RS384 3072; chain RS384 -sha384
cp RS256.key RS512.key; chain RS512 -sha512
pss() { echo "-sha$1 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:$2 -sigopt rsa_mgf1_md:$3"; }
cp RS256.key PS256.key; chain PS256 $(pss 256 32 sha256)
cp RS384.key PS384.key; chain PS384 $(pss 384 48 sha384)
cp RS256.key PS512.key; chain PS512 $(pss 512 64 sha512)
# These are refused.
cp RS256.key RS1.key; chain RS1 -sha1
p256 ES1; chain ES1 -sha1
rsa RSA1024 1024; chain RSA1024 -sha256
cp ES384.key P384-SHA256.key; chain P384-SHA256 -sha256
cp ES1.key P256-SHA384.key; chain P256-SHA384 -sha384
cp RS256.key PSS-salt20.key; chain PSS-salt20 $(pss 256 20 sha256)
cp RS256.key PSS-mgfSHA1.key; chain PSS-mgfSHA1 $(pss 256 32 sha1)
cp RS256.key PSS-SHA1.key; chain PSS-SHA1 $(pss 1 20 sha1)
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3 -out RSA-e3.key 2>/dev/null; chain RSA-e3 -sha256
openssl ecparam -name brainpoolP384r1 -genkey -noout -out brainpool.key; chain brainpool -sha384
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out PSS-key.key 2>/dev/null; chain PSS-key $(pss 256 32 sha256)
openssl ecparam -name secp384r1 -genkey -noout -param_enc explicit -out explicit.key; chain explicit -sha384
# a leaf whose own key is P-384
cp ES384.key P384-leaf.key; root P384-leaf -sha384
p384 own; openssl req -new -key own.key -subj "/C=FR/CN=Signataire P-384" -out own.csr
openssl x509 -req -in own.csr -CA P384-leaf.root.pem -CAkey P384-leaf.key -CAcreateserial -days 18000 -extfile leaf.cnf -sha384 -outform der 2>/dev/null | base64 -w0 > P384-leaf.leaf
# P-384 root, RSA intermediate
openssl req -new -key RS384.key -subj "/C=FR/O=Autorite fictive/CN=Intermediaire" -out middle.csr
openssl x509 -req -in middle.csr -CA ES384.root.pem -CAkey ES384.key -CAcreateserial -days 18100 -extfile middle.cnf -sha384 -out mixed.middle.pem 2>/dev/null
openssl x509 -in mixed.middle.pem -outform der | base64 -w0 > mixed.middle
openssl x509 -req -in leaf.csr -CA mixed.middle.pem -CAkey RS384.key -CAcreateserial -days 18000 -extfile leaf.cnf -outform der $(pss 384 48 sha384) 2>/dev/null | base64 -w0 > mixed.leaf
cp ES384.root mixed.root
