/** Names of fields as forms have them, by language. */
interface Names {
  /** Must be neither read nor filled in. */
  readonly secret: readonly string[];
  /** Must stay open. */
  readonly open: readonly string[];
}

const between = (names: string) => names.split(' · ');

export const namesByLanguage: Readonly<Record<string, Names>> = {
  en: {
    secret: between(
      'Password · Repeat your password · PIN · Card number · Name on card · Security code · CVC · CVV2 · cc_number · ccnum · Debit card · Expiration date · Valid thru · MM/YY · Routing number · Sort code · Bank account · IBAN · Social Security Number · Verification code · Authentication code · One-time code · Passport number · Driver’s license · Security question · Mother’s maiden name · API key · Access token · P.I.N. · user_pass · pass1 · txtPwd · cardNumber · card-number · billingCcNum · secretKey · PINcode · 2FA code · CCV · C-V-V · Card owner',
    ),
    open: between(
      'Name · First name · E-mail · Phone · Street address · City · State · Postal code · Country · CallContext · Date of birth · DD/MM/YYYY · Comment · Search · Quantity · Promo code · Subject · Keywords · Secretary name · ECTS credits · Compass course · Shopping list · Passenger name · Opinion · Pinned notes · Pin to top · Order number · Customer number · Accountant · Discard changes · Postcard text · Business card title · Nickname · CC · Spinning class · Tokyo office · Expert level · Passion · Encyclopedia · Caliban',
    ),
  },
  ar: {
    secret: between(
      'كلمة المرور · تأكيد كلمة المرور · كلمة السر · رقم البطاقة · رمز الأمان · رمز التحقق · تاريخ الانتهاء · رقم الحساب · رقم الآيبان · رقم الهوية · رقم جواز السفر · سؤال الأمان · كَلِمَة المُرُور',
    ),
    open: between(
      'الاسم الكامل · البريد الإلكتروني · رقم الهاتف · العنوان · المدينة · الدولة · الرمز البريدي · تاريخ الميلاد · التعليق · بحث · الكمية · رمز القسيمة · كلمة سريعة',
    ),
  },
  bn: {
    secret: between(
      'পাসওয়ার্ড · নতুন পাসওয়ার্ড লিখুন · কার্ড নম্বর · নিরাপত্তা কোড · যাচাইকরণ কোড · মেয়াদ শেষের তারিখ · অ্যাকাউন্ট নম্বর · জাতীয় পরিচয়পত্র নম্বর · পাসপোর্ট নম্বর · গোপন প্রশ্ন · ক্রেডিট কার্ড',
    ),
    open: between(
      'নাম · ইমেইল · ফোন নম্বর · ঠিকানা · শহর · দেশ · পোস্ট কোড · জন্ম তারিখ · মন্তব্য · খুঁজুন · পরিমাণ',
    ),
  },
  cs: {
    secret: between(
      'Heslo · Nové heslo · Zopakujte heslo · Číslo karty · Cislo karty · Bezpečnostní kód · Ověřovací kód · Platnost do · Číslo účtu · Rodné číslo · Číslo pasu · Kontrolní otázka · Kreditní karta',
    ),
    open: between(
      'Jméno · Příjmení · E-mail · Telefon · Ulice · Město · PSČ · Země · Datum narození · Poznámka · Hledat · Množství · Slevový kód · Počet dní · IČO',
    ),
  },
  de: {
    secret: between(
      'Passwort · Passwort wiederholen · Ihr Kennwort · Kartennummer · Kreditkartennummer · Prüfziffer · Pruefziffer · Sicherheitscode · Bestätigungscode · Gültig bis · Ablaufdatum · MM/JJ · Kontonummer · Bankleitzahl · BIC · TAN · Geheimzahl · Sozialversicherungsnummer · Steuernummer · Reisepassnummer · Personalausweisnummer · Sicherheitsfrage',
    ),
    open: between(
      'Name · Vorname · E-Mail-Adresse · Telefonnummer · Straße und Hausnummer · Postleitzahl · Ort · Land · Firma · Geburtsdatum · TT.MM.JJJJ · Nachricht · Suche · Menge · Gutscheincode · Kundennummer · Stichwort · Secretärin · Karte anzeigen · Kartenspiel · Passend dazu · Nie · Pinsel',
    ),
  },
  el: {
    secret: between(
      'Κωδικός πρόσβασης · Επιβεβαίωση κωδικού · ΚΩΔΙΚΟΣ ΠΡΟΣΒΑΣΗΣ · Αριθμός κάρτας · Κωδικός ασφαλείας · Κωδικός επαλήθευσης · Ημερομηνία λήξης · Αριθμός λογαριασμού · ΑΦΜ · Α.Φ.Μ. · ΑΜΚΑ · Αριθμός διαβατηρίου · Ερώτηση ασφαλείας',
    ),
    open: between(
      'Όνομα · Επώνυμο · Ηλεκτρονικό ταχυδρομείο · Τηλέφωνο · Διεύθυνση · Πόλη · Ταχυδρομικός κώδικας · Χώρα · Ημερομηνία γέννησης · Σχόλιο · Αναζήτηση · Ποσότητα · Κωδικός κουπονιού',
    ),
  },
  es: {
    secret: between(
      'Contraseña · Repita la contraseña · contrasena · Clave · Clave de acceso · Número de tarjeta · Nº de tarjeta · Código de seguridad · Código de verificación · Fecha de caducidad · Fecha de vencimiento · MM/AA · Número de cuenta · DNI · Pasaporte · Pregunta secreta · NIP · Seguridad social',
    ),
    open: between(
      'Nombre · Apellidos · Correo electrónico · Teléfono · Dirección · Ciudad · Código postal · País · Fecha de nacimiento · DD/MM/AAAA · Comentario · Buscar · Cantidad · Código promocional · Palabras clave · Número de pedido · Tarjeta de embarque',
    ),
  },
  fa: {
    secret: between(
      'رمز عبور · گذرواژه · گذر\u200cواژه · تکرار رمز عبور · شماره کارت · رمز دوم · رمز یک\u200cبار مصرف · کد امنیتی · کد تأیید · تاریخ انقضا · شماره حساب · شماره شبا · کد ملی · شماره گذرنامه · شماره شناسنامه',
    ),
    open: between(
      'نام · نام خانوادگی · ایمیل · تلفن · نشانی · شهر · کد پستی · کشور · تاریخ تولد · نظر · جستجو · تعداد · کد تخفیف · ساعت شبانه · شباهت',
    ),
  },
  fr: {
    secret: between(
      "Mot de passe · Confirmez le mot de passe · Numéro de carte · Numéro de carte bancaire · Cryptogramme visuel · Code de sécurité · Code de vérification · Date d’expiration · Date d'expiration · Expire fin · IBAN · RIB · Numéro de sécurité sociale · Numéro de passeport · Question secrète · Code PIN",
    ),
    open: between(
      'Nom · Prénom · Adresse e-mail · Téléphone · Rue · Ville · Code postal · Pays · Date de naissance · JJ/MM/AAAA · Commentaire · Recherche · Quantité · Code promo · Mots-clés · Numéro de commande · Carte de visite · Passager · Objet',
    ),
  },
  he: {
    secret: between(
      'סיסמה · סיסמא חדשה · אימות סיסמה · הסיסמה שלך · מספר כרטיס · מספר כרטיס אשראי · קוד אבטחה · קוד אימות · תוקף · מספר חשבון בנק · תעודת זהות · ת.ז. · מספר דרכון · שאלת אבטחה',
    ),
    open: between(
      'שם מלא · דואר אלקטרוני · טלפון · כתובת · עיר · מיקוד · מדינה · תאריך לידה · הערה · חיפוש · כמות · קוד קופון · מספר חשבונית · מספר הזמנה',
    ),
  },
  hi: {
    secret: between(
      'पासवर्ड · नया पासवर्ड · पासवर्ड की पुष्टि करें · कार्ड नंबर · सुरक्षा कोड · सत्यापन कोड · ओटीपी · समाप्ति तिथि · खाता संख्या · आधार नंबर · पैन नंबर · पासपोर्ट नंबर · सुरक्षा प्रश्न · सीवीवी',
    ),
    open: between(
      'नाम · ईमेल · फ़ोन नंबर · पता · शहर · राज्य · देश · पिन कोड · जन्म तिथि · टिप्पणी · खोजें · मात्रा · कूपन कोड · गोपनीयता नीति',
    ),
  },
  id: {
    secret: between(
      'Kata sandi · Konfirmasi kata sandi · Sandi · Nomor kartu · Nomor kartu kredit · Kode keamanan · Kode verifikasi · Tanggal kedaluwarsa · Berlaku hingga · Nomor rekening · NIK · Nomor KTP · Nomor paspor · Pertanyaan keamanan',
    ),
    open: between(
      'Nama lengkap · Alamat email · Nomor telepon · Alamat · Kota · Kode pos · Negara · Tanggal lahir · Komentar · Cari · Jumlah · Kode promo · Kata kunci',
    ),
  },
  it: {
    secret: between(
      'Password · Parola d’ordine · Codice di accesso · Numero carta · Numero della carta · Carta di credito · Codice di sicurezza · Codice di verifica · Data di scadenza · IBAN · Numero di conto · Codice fiscale · Passaporto · Domanda segreta',
    ),
    open: between(
      'Nome · Cognome · Indirizzo e-mail · Telefono · Via · Città · CAP · Paese · Data di nascita · Commento · Cerca · Quantità · Codice sconto · Parola chiave · Parole chiave · Numero di parole · Turni di parola · Cerca una parola · Oggetto',
    ),
  },
  ja: {
    secret: between(
      'パスワード · 新しいパスワード · パスワード（確認） · ﾊﾟｽﾜｰﾄﾞ · 暗証番号 · カード番号 · カード 番号 · クレジットカード · セキュリティコード · 有効期限 · 認証コード · 口座番号 · マイナンバー · パスポート番号 · 秘密の質問 · PIN番号',
    ),
    open: between(
      'お名前 · 氏名 · フリガナ · メールアドレス · 電話番号 · 住所 · 市区町村 · 郵便番号 · 国 · 生年月日 · コメント · 検索 · 数量 · クーポンコード · 件名 · 会社名',
    ),
  },
  ko: {
    secret: between(
      '비밀번호 · 비밀 번호 확인 · 새 비밀번호를 입력하세요 · 카드번호 · 카드 번호 · 보안 코드 · 유효기간 · 인증번호 · 계좌번호 · 주민등록번호 · 여권번호 · 보안 질문',
    ),
    open: between(
      '이름 · 이메일 · 전화번호 · 주소 · 도시 · 우편번호 · 국가 · 생년월일 · 댓글 · 검색 · 수량 · 쿠폰 코드 · 회사명 · 암호화폐',
    ),
  },
  nl: {
    secret: between(
      'Wachtwoord · Herhaal wachtwoord · Kaartnummer · Creditcardnummer · Beveiligingscode · Verificatiecode · Vervaldatum · Geldig tot · Rekeningnummer · Pincode · BSN · Burgerservicenummer · Paspoortnummer · Geheime vraag',
    ),
    open: between(
      'Naam · Voornaam · E-mailadres · Telefoonnummer · Straat · Plaats · Postcode · Land · Geboortedatum · DD-MM-JJJJ · Opmerking · Zoeken · Aantal · Kortingscode · Klantnummer · Visitekaartje',
    ),
  },
  pl: {
    secret: between(
      'Hasło · Powtórz hasło · haslo · Numer karty · Kod bezpieczeństwa · Kod weryfikacyjny · Data ważności · MM/RR · Numer konta · Numer rachunku · PESEL · Numer dowodu osobistego · Numer paszportu · Pytanie pomocnicze',
    ),
    open: between(
      'Imię · Nazwisko · Adres e-mail · Telefon · Ulica · Miasto · Kod pocztowy · Kraj · Data urodzenia · Komentarz · Szukaj · Ilość · Kod rabatowy · Liczba dni · Nie · Pan · Karta produktu',
    ),
  },
  pt: {
    secret: between(
      'Palavra-passe · Confirmar palavra-passe · Senha · Número do cartão · Código de segurança · Código de verificação · Data de validade · Número da conta · NIB · NIF · Número do passaporte · Pergunta secreta · Cartão de cidadão',
    ),
    open: between(
      'Nome · Apelido · Endereço de e-mail · Telefone · Morada · Cidade · Código postal · País · Data de nascimento · Comentário · Pesquisar · Quantidade · Código promocional · Palavra-chave · Desenhar',
    ),
  },
  'pt-BR': {
    secret: between(
      'Senha · Confirme sua senha · Número do cartão · Nome impresso no cartão · Código de segurança · Validade · Vencimento do cartão · Conta corrente · Chave Pix · CPF · RG · CNH · Assinatura eletrônica',
    ),
    open: between(
      'Nome completo · E-mail · Celular · Endereço · Bairro · Cidade · Estado · CEP · Data de nascimento · DD/MM/AAAA · Mensagem · Buscar · Quantidade · Cupom de desconto · Palavras-chave',
    ),
  },
  ro: {
    secret: between(
      'Parolă · Parola · Parola nouă · Confirmați parola · Numărul cardului · Număr card · Cod de securitate · Cod de verificare · Data expirării · Cont bancar · CNP · Cod numeric personal · Pașaport · Întrebare secretă',
    ),
    open: between(
      'Nume · Prenume · Adresă de e-mail · Telefon · Strada · Oraș · Cod poștal · Țară · Data nașterii · Comentariu · Căutare · Cantitate · Cod promoțional · Buletin informativ',
    ),
  },
  ru: {
    secret: between(
      'Пароль · Повторите пароль · Номер карты · № карты · Код безопасности · Код подтверждения · Срок действия · ММ/ГГ · Номер счёта · СНИЛС · ИНН · Паспорт · Серия и номер паспорта · Секретный вопрос · Пин-код',
    ),
    open: between(
      'Имя · Фамилия · Электронная почта · Телефон · Адрес · Город · Индекс · Страна · Дата рождения · ДД.ММ.ГГ · Комментарий · Поиск · Количество · Промокод · Номер счётчика · Карта сайта · Номер картинки · Ключевые слова',
    ),
  },
  sv: {
    secret: between(
      'Lösenord · Upprepa lösenord · losenord · Kortnummer · Säkerhetskod · Verifieringskod · Utgångsdatum · Giltig till · MM/ÅÅ · Kontonummer · Clearingnummer · Personnummer · Passnummer · Säkerhetsfråga',
    ),
    open: between(
      'Namn · Förnamn · E-postadress · Telefon · Gatuadress · Ort · Postnummer · Land · Födelsedatum · Kommentar · Sök · Antal · Rabattkod · Kort beskrivning · Nyckelord',
    ),
  },
  ta: {
    secret: between(
      'கடவுச்சொல் · புதிய கடவுச்சொல்லை உள்ளிடவும் · அட்டை எண் · கிரெடிட் கார்டு எண் · பாதுகாப்புக் குறியீடு · சரிபார்ப்புக் குறியீடு · காலாவதி தேதி · வங்கிக் கணக்கு எண் · ஆதார் எண் · பாஸ்போர்ட் எண் · பாதுகாப்புக் கேள்வி · பின் எண்',
    ),
    open: between(
      'பெயர் · மின்னஞ்சல் · தொலைபேசி எண் · முகவரி · நகரம் · நாடு · அஞ்சல் குறியீடு · பிறந்த தேதி · கருத்து · தேடல் · அளவு',
    ),
  },
  th: {
    secret: between(
      'รหัสผ่าน · ยืนยันรหัสผ่าน · หมายเลขบัตร · เลขที่บัตรเครดิต · รหัสความปลอดภัย · รหัสยืนยัน · วันหมดอายุ · เลขที่บัญชี · เลขประจำตัวประชาชน · เลขบัตรประชาชน · หนังสือเดินทาง · คำถามเพื่อความปลอดภัย · รหัสลับ',
    ),
    open: between(
      'ชื่อ · นามสกุล · อีเมล · หมายเลขโทรศัพท์ · ที่อยู่ · เมือง · จังหวัด · รหัสไปรษณีย์ · ประเทศ · วันเกิด · ความคิดเห็น · ค้นหา · จำนวน · รหัสส่วนลด',
    ),
  },
  tr: {
    secret: between(
      'Şifre · ŞİFRE · Şifrenizi tekrar girin · Parola · Yeni parola · Kart numarası · Kartınızın numarası · Güvenlik kodu · Doğrulama kodu · Son kullanma tarihi · AA/YY · Hesap numarası · TC Kimlik No · T.C. Kimlik Numarası · Pasaport no · Gizli soru',
    ),
    open: between(
      'Ad · Soyad · E-posta · Telefon · Adres · Şehir · Posta kodu · Ülke · Doğum tarihi · GG.AA.YYYY · Yorum · Ara · Adet · İndirim kodu · Anahtar kelime · Kartvizit unvanı',
    ),
  },
  uk: {
    secret: between(
      'Пароль · Повторіть пароль · Номер картки · Ім’я на картці · Код безпеки · Код підтвердження · Термін дії · Номер рахунку · РНОКПП · ІПН · Паспорт · Секретне питання · Пін-код',
    ),
    open: between(
      'Ім’я · Прізвище · Електронна пошта · Телефон · Адреса · Місто · Поштовий індекс · Країна · Дата народження · Коментар · Пошук · Кількість · Промокод · Карта сайту · Ключові слова',
    ),
  },
  ur: {
    secret: between(
      'پاس ورڈ · پاسورڈ · نیا پاس ورڈ · کارڈ نمبر · سیکیورٹی کوڈ · تصدیقی کوڈ · میعاد ختم ہونے کی تاریخ · اکاؤنٹ نمبر · شناختی کارڈ نمبر · پاسپورٹ نمبر · خفیہ سوال · پن کوڈ',
    ),
    open: between(
      'نام · ای میل · فون نمبر · پتہ · شہر · ملک · پوسٹل کوڈ · تاریخ پیدائش · تبصرہ · تلاش · مقدار · کوپن کوڈ',
    ),
  },
  vi: {
    secret: between(
      'Mật khẩu · Nhập lại mật khẩu · mat_khau · Số thẻ · Số thẻ tín dụng · Mã bảo mật · Mã xác minh · Mã OTP · Ngày hết hạn · Số tài khoản · Căn cước công dân · CCCD · Số hộ chiếu · Câu hỏi bí mật · Mã PIN',
    ),
    open: between(
      'Họ và tên · Email · Số điện thoại · Địa chỉ · Thành phố · Mã bưu điện · Quốc gia · Ngày sinh · Bình luận · Tìm kiếm · Số lượng · Mã giảm giá · Từ khóa · Dung lượng pin',
    ),
  },
  zh: {
    secret: between(
      '密码 · 确认密码 · 请输入新密码 · 卡号 · 银行卡号 · 信用卡 · 安全码 · 验证码 · 有效期 · 银行账号 · 身份证号 · 护照号码 · 安全问题 · PIN码',
    ),
    open: between(
      '姓名 · 用户名 · 电子邮件 · 电话 · 地址 · 城市 · 邮政编码 · 国家 · 出生日期 · 评论 · 搜索 · 数量 · 优惠码 · 公司 · 关键词',
    ),
  },
  'zh-Hant': {
    secret: between(
      '密碼 · 確認密碼 · 卡號 · 信用卡號碼 · 安全碼 · 驗證碼 · 有效期限 · 銀行帳號 · 身分證字號 · 護照號碼 · 安全問題 · 持卡人姓名',
    ),
    open: between(
      '姓名 · 使用者名稱 · 電子郵件 · 電話 · 地址 · 城市 · 郵遞區號 · 國家 · 出生日期 · 留言 · 搜尋 · 數量 · 優惠碼 · 公司 · 關鍵字',
    ),
  },
};
