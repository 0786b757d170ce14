//! ISO 3166-1: the two forms of each country code.

/// Alpha-3 followed by alpha-2, in ascending order.
pub(super) static ALPHA_3_AND_2: [&[u8; 5]; 249] = [
    b"ABWAW", b"AFGAF", b"AGOAO", b"AIAAI", b"ALAAX", b"ALBAL", b"ANDAD", b"AREAE", b"ARGAR", b"ARMAM", b"ASMAS", b"ATAAQ",
    b"ATFTF", b"ATGAG", b"AUSAU", b"AUTAT", b"AZEAZ", b"BDIBI", b"BELBE", b"BENBJ", b"BESBQ", b"BFABF", b"BGDBD", b"BGRBG",
    b"BHRBH", b"BHSBS", b"BIHBA", b"BLMBL", b"BLRBY", b"BLZBZ", b"BMUBM", b"BOLBO", b"BRABR", b"BRBBB", b"BRNBN", b"BTNBT",
    b"BVTBV", b"BWABW", b"CAFCF", b"CANCA", b"CCKCC", b"CHECH", b"CHLCL", b"CHNCN", b"CIVCI", b"CMRCM", b"CODCD", b"COGCG",
    b"COKCK", b"COLCO", b"COMKM", b"CPVCV", b"CRICR", b"CUBCU", b"CUWCW", b"CXRCX", b"CYMKY", b"CYPCY", b"CZECZ", b"DEUDE",
    b"DJIDJ", b"DMADM", b"DNKDK", b"DOMDO", b"DZADZ", b"ECUEC", b"EGYEG", b"ERIER", b"ESHEH", b"ESPES", b"ESTEE", b"ETHET",
    b"FINFI", b"FJIFJ", b"FLKFK", b"FRAFR", b"FROFO", b"FSMFM", b"GABGA", b"GBRGB", b"GEOGE", b"GGYGG", b"GHAGH", b"GIBGI",
    b"GINGN", b"GLPGP", b"GMBGM", b"GNBGW", b"GNQGQ", b"GRCGR", b"GRDGD", b"GRLGL", b"GTMGT", b"GUFGF", b"GUMGU", b"GUYGY",
    b"HKGHK", b"HMDHM", b"HNDHN", b"HRVHR", b"HTIHT", b"HUNHU", b"IDNID", b"IMNIM", b"INDIN", b"IOTIO", b"IRLIE", b"IRNIR",
    b"IRQIQ", b"ISLIS", b"ISRIL", b"ITAIT", b"JAMJM", b"JEYJE", b"JORJO", b"JPNJP", b"KAZKZ", b"KENKE", b"KGZKG", b"KHMKH",
    b"KIRKI", b"KNAKN", b"KORKR", b"KWTKW", b"LAOLA", b"LBNLB", b"LBRLR", b"LBYLY", b"LCALC", b"LIELI", b"LKALK", b"LSOLS",
    b"LTULT", b"LUXLU", b"LVALV", b"MACMO", b"MAFMF", b"MARMA", b"MCOMC", b"MDAMD", b"MDGMG", b"MDVMV", b"MEXMX", b"MHLMH",
    b"MKDMK", b"MLIML", b"MLTMT", b"MMRMM", b"MNEME", b"MNGMN", b"MNPMP", b"MOZMZ", b"MRTMR", b"MSRMS", b"MTQMQ", b"MUSMU",
    b"MWIMW", b"MYSMY", b"MYTYT", b"NAMNA", b"NCLNC", b"NERNE", b"NFKNF", b"NGANG", b"NICNI", b"NIUNU", b"NLDNL", b"NORNO",
    b"NPLNP", b"NRUNR", b"NZLNZ", b"OMNOM", b"PAKPK", b"PANPA", b"PCNPN", b"PERPE", b"PHLPH", b"PLWPW", b"PNGPG", b"POLPL",
    b"PRIPR", b"PRKKP", b"PRTPT", b"PRYPY", b"PSEPS", b"PYFPF", b"QATQA", b"REURE", b"ROURO", b"RUSRU", b"RWARW", b"SAUSA",
    b"SDNSD", b"SENSN", b"SGPSG", b"SGSGS", b"SHNSH", b"SJMSJ", b"SLBSB", b"SLESL", b"SLVSV", b"SMRSM", b"SOMSO", b"SPMPM",
    b"SRBRS", b"SSDSS", b"STPST", b"SURSR", b"SVKSK", b"SVNSI", b"SWESE", b"SWZSZ", b"SXMSX", b"SYCSC", b"SYRSY", b"TCATC",
    b"TCDTD", b"TGOTG", b"THATH", b"TJKTJ", b"TKLTK", b"TKMTM", b"TLSTL", b"TONTO", b"TTOTT", b"TUNTN", b"TURTR", b"TUVTV",
    b"TWNTW", b"TZATZ", b"UGAUG", b"UKRUA", b"UMIUM", b"URYUY", b"USAUS", b"UZBUZ", b"VATVA", b"VCTVC", b"VENVE", b"VGBVG",
    b"VIRVI", b"VNMVN", b"VUTVU", b"WLFWF", b"WSMWS", b"YEMYE", b"ZAFZA", b"ZMBZM", b"ZWEZW",
];
